// The counts of boundlab.architectures, transcribed in exact integers; tests hold them against `boundlab count` over many sizes.
(function () {
  "use strict";
  const sum = (list) => list.reduce((a, b) => a + b, 0n);
  const has = (bias, output) => bias === true || bias === "all" || (bias === "hidden" && !output);
  const affine = (a, b, bias) => a * b + (bias ? b : 0n);
  const conv = (a, b, kernel, bias) => a * b * kernel * kernel + (bias ? b : 0n);
  const layers = (widths) => widths.slice(1).map((b, i) => [widths[i], b]);
  const mlp = (widths, bias) => sum(layers(widths).map(([a, b], i) => affine(a, b, has(bias, i === widths.length - 2))));
  const trunk = (widths, bias) => sum(layers(widths).map(([a, b]) => affine(a, b, has(bias, false))));
  const head = (a, b, bias) => affine(a, b, has(bias, true));
  const highway = (inputs, width, depth, bias) => affine(inputs, 2n * width, bias) + depth * affine(width, 2n * width, bias);
  const last = (list) => list[list.length - 1];
  const up = (a, b) => (a + b - 1n) / b;
  const item = (name, count, more) => ({ name, count, trainable: true, active: true, ...more });

  function root(n) { // ⌊√n⌋
    if (n < 2n) return n;
    let x = BigInt(Math.floor(Math.sqrt(Number(n)))) + 1n;
    for (;;) {
      const y = (x + n / x) / 2n;
      if (y >= x) return x;
      x = y;
    }
  }

  // The chunk size K of smallest count a·K + b·⌈P/K⌉: boundlab.architectures._chunks says why only these can be best.
  function bestChunk(P, a, b) {
    const cost = (k) => a * k + b * up(P, k);
    let closed = root(b * P / a);
    if (a * closed * closed < b * P) closed += 1n;
    closed = closed < 1n ? 1n : closed > P ? P : closed;
    const bound = cost(closed);
    const spread = root(bound * bound - 4n * a * b * P) + 1n;
    let low = (bound - spread) / (2n * a);
    if (low < 1n) low = 1n;
    let high = up(bound + spread, 2n * a);
    if (high > P) high = P;
    const fewest = up(P, high), most = up(P, low);
    let best = null;
    const look = (k) => { const c = cost(k); if (best === null || c < best[0] || (c === best[0] && k < best[1])) best = [c, k]; };
    if (most - fewest < high - low) for (let m = fewest; m <= most; m++) look(up(P, m));
    else for (let k = low; k <= high; k++) look(k);
    return best[1];
  }

  function chunk(o, P, perOutput, perChunk) {
    const K = o.chunk === null ? bestChunk(P, perOutput, perChunk) : o.chunk;
    if (K > P) throw new Error(`chunk: got '${K}', expected at most the primary's ${P} weights`);
    return K;
  }

  const COUNTS = {
    "chunked": (o) => {
      if (!o.embedding && !o.inputs && !o.conditional_chunks) throw new Error("embedding: got '0', expected a positive width, or conditional chunk embeddings, or inputs > 0");
      const P = mlp(o.primary, o.primary_bias), widths = [o.inputs + o.embedding + o.chunk_embedding, ...o.hidden];
      const perChunk = o.chunk_embedding * (o.conditional_chunks ? o.tasks : 1n);
      const K = chunk(o, P, last(widths) + (has(o.bias, true) ? 1n : 0n), perChunk);
      return { generated: P, items: [item("task_embeddings", o.tasks * o.embedding), item("chunk_embeddings", up(P, K) * perChunk),
        item("trunk", trunk(widths, o.bias)), item("head", head(last(widths), K, o.bias))] };
    },
    "contextual": (o) => {
      const P = o.feature + o.last + 2n, widths = [o.pooled + o.metadata, ...o.hidden];
      return { generated: P, items: [item("set_encoder", mlp([1n + o.code, ...o.set_hidden, o.pooled], o.bias)),
        item("trunk", trunk(widths, o.bias)), item("head", head(last(widths), P, o.bias))] };
    },
    "embedding": (o) => ({ generated: 0n, items: [item("embedding", mlp([o.condition, ...o.hidden, o.embedding], o.bias)),
      item("primary", mlp([o.primary[0] + o.embedding, ...o.primary.slice(1)], o.primary_bias))] }),
    "full": (o) => {
      const P = mlp(o.primary, o.primary_bias), widths = [o.inputs + o.embedding, ...o.hidden];
      const normalised = o.batch_norm ? sum(o.hidden) : 0n;
      return { generated: P, items: [item("task_embeddings", o.tasks * o.embedding), item("trunk", trunk(widths, o.bias)),
        item("head", head(last(widths), P, o.bias)), item("batch_norm", 2n * normalised),
        item("batch_norm_statistics", 2n * normalised + (o.batch_norm ? BigInt(o.hidden.length) : 0n), { trainable: false })] };
    },
    "ghn3-decoder": (o) => {
      const d = o.node;
      return { generated: o.out_channels * o.in_channels * o.kernel ** 2n, items: [item("expand", affine(d, 4n * d * o.kernel ** 2n, o.bias)),
        item("hidden", affine(4n * d, 8n * d, o.bias)), item("kernels", affine(8n * d, o.out_channels * o.in_channels, o.bias)),
        item("classifier", affine(o.out_channels, o.classes, o.bias))] };
    },
    "hyperinterval": (o) => {
      const P = mlp(o.primary, o.primary_bias), widths = [o.embedding, ...o.hidden];
      return { generated: P, items: [item("task_embeddings", o.tasks * o.embedding), item("radii", o.nested ? 0n : o.tasks * o.embedding),
        item("trunk", trunk(widths, o.bias)), item("head", head(last(widths), P, o.bias))] };
    },
    "hypernetwork": (o) => {
      const P = mlp(o.primary, o.primary_bias), widths = [o.condition, ...o.hidden];
      return { generated: P, items: [item("trunk", trunk(widths, o.bias)), item("head", head(last(widths), P, o.bias))] };
    },
    "hyperstyle-block": (o) => {
      const f = o.map_channels, n = o.inner_channels, b = o.code, k = BigInt(o.kernel), pairs = o.in_channels * o.out_channels;
      const stack = conv(f, n, 3n, o.bias) + (k === 3n ? 1n : 2n) * conv(n, n, 3n, o.bias) + conv(n, b, 3n, o.bias);
      return { generated: o.blocks * pairs * k * k, items: [item("convolutions", o.blocks * stack),
        item("heads", conv(b, pairs, 1n, o.bias) * (o.shared_head ? 1n : o.blocks))] };
    },
    "hypertab": (o) => {
      const kept = o.features * o.share[0] / o.share[1];
      if (!kept) throw new Error(`share: expected a share that keeps at least one of ${o.features} features`);
      const P = mlp([kept, o.width, o.width, o.classes], o.primary_bias), widths = [o.features, ...o.hidden];
      return { generated: P, items: [item("trunk", trunk(widths, o.bias)), item("head", head(last(widths), P, o.bias))] };
    },
    "logah-decoder": (o) => {
      const d = o.node, r = o.rank;
      return { generated: o.side ** 2n, items: [item("factors", mlp([d, 4n * d, 8n * d, 2n * r ** 2n], o.bias ? "all" : "none")),
        item("unused", o.unused_layer ? affine(r, r, o.bias) : 0n, { active: false }), item("extend", affine(r, o.side, o.bias))] };
    },
    "low-rank": (o) => {
      const P = mlp(o.primary, o.primary_bias);
      return { generated: P, items: [item("selector", mlp([o.condition, ...o.hidden, o.rank], o.bias)), item("basis", o.rank * P)] };
    },
    "lstm": (o) => {
      const P = mlp(o.primary, o.primary_bias), h = o.state;
      const K = chunk(o, P, h + (o.bias ? 1n : 0n), o.chunk_embedding);
      return { generated: P, items: [item("task_embeddings", o.tasks * o.embedding), item("chunk_embeddings", up(P, K) * o.chunk_embedding),
        item("recurrence", 4n * h * (o.chunk_embedding + o.embedding + h) + (o.bias ? 8n * h : 0n)), item("head", affine(h, K, o.bias))] };
    },
    "mip": (o) => {
      const P = mlp(o.primary, o.primary_bias), widths = [(o.encoding === "raw" ? 1n : 2n) * o.condition, ...o.hidden];
      return { generated: P, items: [item("trunk", trunk(widths, o.bias)), item("head", affine(last(widths), P, o.additive || has(o.bias, true)))] };
    },
    "random-matrix": (o) => {
      const P = mlp(o.primary, o.primary_bias);
      return { generated: P, items: [item("coordinates", o.tasks * o.dimension), item("offset", P, { trainable: false }),
        item("matrix", P * o.dimension, { trainable: false })] };
    },
    "recurrent-highway": (o) => ({ generated: o.depth * o.width, items: [item("hyper", highway(o.inputs, o.hyper, o.depth, o.bias)),
      item("primary", highway(o.inputs, o.width, o.depth, o.bias)), item("scalings", o.depth * affine(o.hyper, o.width, o.bias))] }),
    "standard": (o) => {
      const widths = [o.primary[0] + o.condition, ...o.primary.slice(1)];
      return { generated: 0n, items: [item("trunk", trunk(widths.slice(0, -1), o.primary_bias)),
        item("head", head(widths[widths.length - 2], last(widths), o.primary_bias))] };
    },
  };

  // Reads the text of an option as the command line does; raises an Error that names option, value and what was expected.
  function read(option, text, largest) {
    const refuse = () => { throw new Error(`${option.name}: got '${text}', expected ${option.expected}`); };
    const integer = (part, least) => {
      const plain = part.trim();
      if (!/^[+-]?[0-9]+$/.test(plain) || plain.length > 200) refuse();
      const value = BigInt(plain.replace(/^\+/, ""));
      if (value < least || value > BigInt(largest)) refuse();
      return value;
    };
    if (option.kind === "flag") return ["yes", "true"].includes(text.trim().toLowerCase()) || (["no", "false"].includes(text.trim().toLowerCase()) ? false : refuse());
    if (option.kind === "choice") return option.choices.includes(text) ? text : refuse();
    if (option.kind === "size") return option.optional && !text.trim() ? null : integer(text, BigInt(option.least));
    if (option.kind === "widths") {
      const plain = text.trim();
      const widths = plain === "" || plain === "none" ? [] : plain.split(/[-,]/).map((part) => integer(part, 1n));
      return widths.length < option.least || widths.length > 64 ? refuse() : widths;
    }
    const ratio = /^\s*\+?([0-9]+)\/([0-9]+)\s*$/.exec(text), decimal = /^\s*\+?([0-9]*)(?:\.([0-9]*))?\s*$/.exec(text);
    let share;
    if (ratio) share = [BigInt(ratio[1]), BigInt(ratio[2])];
    else if (decimal && /[0-9]/.test(text)) share = [BigInt(`${decimal[1]}${decimal[2] || ""}` || "0"), 10n ** BigInt((decimal[2] || "").length)];
    else refuse();
    return share[0] > 0n && share[1] > 0n && share[0] <= share[1] ? share : refuse();
  }

  function count(data, texts) {
    const values = {};
    for (const option of data.options) values[option.name] = read(option, texts[option.name] ?? option.default, data.largest);
    const { items, generated } = COUNTS[data.name](values);
    const kept = items.filter((each) => each.count !== 0n);
    return { items: kept, generated, stored: sum(kept.map((i) => i.count)), trainable: sum(kept.filter((i) => i.trainable).map((i) => i.count)),
      active: sum(kept.filter((i) => i.trainable && i.active).map((i) => i.count)) };
  }

  if (typeof module !== "undefined") module.exports = { count };
  else window.boundlabCount = count;
})();
