// What `boundlab best` does once the algebra is done: which bounds apply by inclusion, which of them are the best, and what
// more would follow under which condition. The orders and how they compare are data (boundlab/site/bounds_data.py).
(function () {
  "use strict";

  function Engine(data) {
    const pairs = {};
    for (const [name, rows] of Object.entries(data.pairs)) {
      pairs[name] = new Map(Object.entries(rows).map(([a, list]) => [Number(a), new Set(list)]));
    }
    const holds = (name, a, b) => Boolean(pairs[name] && pairs[name].has(a) && pairs[name].get(a).has(b));
    const names = Object.keys(data.respects);
    const words = (set) => (set.length === 1 ? set[0] : `{${[...set].sort().join(", ")}}`);
    const subset = (a, b) => a.every((x) => b.includes(x));
    const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    const claim = (number) => {
      const [id, direction, statement, status, source, rule, depends_on, compared, origin, warning, hypotheses, fixed, repaired, path] = data.claims[number];
      return { id, direction, statement, status, source, rule, depends_on, compared, origin, warning, hypotheses, fixed, repaired, path };
    };
    const ranks = new Map(data.statuses.map((status, rank) => [status, rank]));

    function regime(name, spelling) {
      const index = data.respects[name].findIndex(([spelled]) => spelled === spelling);
      if (index < 0) throw new Error(`${name}: no ${spelling}`);
      return index;
    }

    // The question, with everything as a number: what boundlab.derived.best does with its arguments.
    function asked(given) {
      const { part = "network", weights = "any", precision = "any" } = given;
      const [, counted, kind] = data.parts.find(([name]) => name === part);
      const chosen = {
        depth: given.depth || "any", width: given.width || "any", connections: given.connections || "free", selection: given.selection || "any",
        weights: weights === "quantised" ? "polynomial" : weights, precision: weights === "quantised" ? "log" : precision,
      };
      const regimes = names.map((name) => (name === "kind" ? data.kinds.indexOf(kind) : regime(name, chosen[name])));
      const norm = data.norms.findIndex(([spelled]) => spelled === (given.norm || "sup"));
      if (norm < 0) throw new Error(`norm: no ${given.norm}`);
      const target = data.short[given.class || "sobolev"] || given.class;
      if (!data.readings[target]) throw new Error(`class: no ${given.class}`);
      return {
        activations: [...new Set(given.activations || ["tanh"])].sort(), target, regimes, norm, quantity: given.quantity || counted,
        counting: data.counting.findIndex(([name]) => name === (given.counting || "nonzero")), assume: new Set(given.assume || []),
        statuses: new Set(given.include_unverified ? data.statuses : data.certain),
      };
    }

    // The inclusions that carry a bound to the question, or null: boundlab.derived.applies.regimes.
    function inclusions(bound, query, quantity) {
      const [, direction, , family, own, norm, counting, quantifiers] = bound;
      const lower = (direction === "lower") !== data.every_network.includes(quantity);
      const [text, mixed, members] = data.families[family];
      const steps = [];
      if (!members.some((m) => m.length === query.activations.length && subset(m, query.activations))) {
        if (lower) {
          const covers = mixed ? subset(query.activations, members.flat()) : members.some((m) => subset(query.activations, m));
          if (!covers) return null;
          steps.push(`activations: ${words(query.activations)} within ${text}`);
        } else {
          const inside = members.filter((m) => subset(m, query.activations)).map(words).sort(byText);
          if (!inside.length) return null;
          steps.push(`activations: ${inside[0]} within ${words(query.activations)}`);
        }
      }
      for (let i = 0; i < names.length; i++) {
        if (own[i] === query.regimes[i]) continue;
        const [small, large] = lower ? [query.regimes[i], own[i]] : [own[i], query.regimes[i]];
        if (!data.within[names[i]][small][large]) return null;
        steps.push(`${names[i]}: ${data.respects[names[i]][small][1]} within ${data.respects[names[i]][large][1]}`);
      }
      if (!data.without_norm.includes(quantity) && norm !== query.norm && !data.norm_put[norm][query.norm]) {
        const [strong, weak] = lower ? [query.norm, norm] : [norm, query.norm];
        if (!data.norm_within[strong][weak]) return null;
        steps.push(`norm: ${data.norms[strong][1]} within ${data.norms[weak][1]}`);
      }
      const counts = quantity === "density" ? [] : [["counting", counting, query.counting, 1, data.counting.map(([, each]) => each)]];
      for (const [name, has, wants, strong, texts] of [...counts, ["quantifiers", quantifiers, 0, 1, data.quantifiers]]) {
        if (has === wants) continue;
        if ((has === strong) !== lower) return null;
        steps.push(`${name}: ${texts[has]} bounds ${texts[wants]}`);
      }
      return steps;
    }

    // The bounds on a quantity that apply, by direction, and those that would under conditions.
    function collected(query, quantity) {
      const sides = { lower: [], upper: [] };
      const conditional = [];
      const known = new Map();
      for (const [number, mask, shape, own, unmet, met, condition] of data.readings[query.target]) {
        const bound = data.bounds[number];
        if (bound[2] !== quantity || !Math.floor(mask / 2 ** query.norm % 2)) continue;
        if (!known.has(number)) known.set(number, inclusions(bound, query, quantity));
        const steps = known.get(number);
        if (steps === null) continue;
        const about = claim(bound[0]);
        const missing = about.hypotheses.map((h) => data.hypotheses[h]).filter(([id, , regime]) => !regime && !query.assume.has(id)).map(([, name]) => `if ${name}`);
        if (!query.statuses.has(about.status)) missing.push(`if it is true (${about.status})`);
        missing.push(...unmet.map((text) => data.texts[text]));
        const applied = { number, claim: about, chain: bound[8], shape, condition, inclusions: [...steps, ...own.map((text) => data.texts[text])], met: met.map((text) => data.texts[text]) };
        if (missing.length) conditional.push([bound[1], applied, missing.join(", ")]);
        else sides[bound[1]].push(applied);
      }
      return [sides, conditional];
    }

    // Those that no other one matches; of equal ones the most reliable, then the shortest derivation.
    function bestOf(found, direction) {
      const rank = (a) => [ranks.get(a.claim.status), a.chain.length, a.inclusions.length];
      const order = (a, b) => {
        const [x, y] = [rank(a), rank(b)];
        for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return x[i] - y[i];
        return byText(a.claim.id, b.claim.id);
      };
      let kept = [];
      for (const candidate of [...found].sort(order)) {
        if (kept.some((k) => holds(direction, k.shape, candidate.shape))) continue;
        kept = kept.filter((k) => !holds(direction, candidate.shape, k.shape));
        kept.push(candidate);
      }
      return kept;
    }

    function covered(k, a, direction) {
      return holds(direction, k.shape, a.shape) || (a.condition >= 0 && holds(`${direction} under conditions`, k.shape, a.condition));
    }

    function rangeText(parameters) {
      const positive = "an integer ≥ 1";
      const groups = new Map();
      for (const name of Object.keys(parameters).sort(byText)) groups.set(parameters[name], [...(groups.get(parameters[name]) || []), name]);
      const sorted = [...groups.keys()].sort((a, b) => (a === positive ? -1 : b === positive ? 1 : byText(a, b)));
      return sorted.map((domain) => {
        const bound = /[≥>] .*$/.exec(domain);
        return `all ${domain.startsWith("an integer") ? "integers" : "real"} ${groups.get(domain).join(", ")}${bound ? " " + bound[0] : ""}`;
      }).join(", ");
    }

    // Why nothing satisfies a claim as stated for these activations, or null: boundlab.auditing.vacuity.
    function vacuity(applied, query) {
      const members = data.families[data.bounds[applied.number][3]][2].filter((m) => subset(m, query.activations) || subset(query.activations, m));
      const names_ = members.map(words).sort(byText);
      const hypotheses = applied.claim.hypotheses.map((h) => data.hypotheses[h]).filter(([, , , [, deep]]) => applied.claim.fixed || !deep);
      const unmet = new Map(names_.map((name) => [name, hypotheses.filter(([, , , [names]]) => names.includes(name))]));
      const vacuous = names_.filter((name) => unmet.get(name).length);
      if (!vacuous.length) return null;
      const always = hypotheses.filter((h) => vacuous.every((name) => unmet.get(name).includes(h)));
      const shown = always.length ? always : hypotheses.filter((h) => vacuous.some((name) => unmet.get(name).includes(h)));
      return { verdict: "vacuous as stated", activations: vacuous, open: names_.filter((name) => !unmet.get(name).length), hypotheses: shown.map(([id]) => id), repaired: applied.claim.repaired };
    }

    function shown(applied, query, more) {
      const [order, unicode, mathml, parameters] = data.shapes[applied.shape];
      const steps = applied.chain.map(claim);
      const root = steps[steps.length - 1];
      return {
        id: applied.claim.id, order, unicode, mathml, parameters, status: applied.claim.status, compared: root.compared, source: root.source,
        inclusions: applied.inclusions, conditions: applied.met, path: applied.claim.path,
        derivation: steps.map(({ id, statement, status, source, rule, depends_on, path }) => ({ id, statement, status, source, rule, depends_on, path })),
        origin: applied.claim.origin, warning: applied.claim.warning, vacuous: vacuity(applied, query), ...more,
      };
    }

    function best(given) {
      const query = asked(given);
      const [sides, conditional] = collected(query, query.quantity);
      const lower = bestOf(sides.lower, "lower"), upper = bestOf(sides.upper, "upper");
      const known = { lower, upper };
      const sharper = conditional.filter(([direction, a]) => !known[direction].some((k) => covered(k, a, direction)));
      const density = [], logarithm = [];
      if (query.quantity === "N") {
        const dense = collected(query, "density")[0], logs = collected(query, "ln N")[0];
        for (const direction of ["lower", "upper"]) {
          density.push(...dense[direction].slice(0, 1));
          logarithm.push(...bestOf(logs[direction], direction));
        }
      }
      const both = lower.length > 0 && upper.length > 0;
      const tight = both ? upper.some((u) => lower.some((l) => holds("tight", u.shape, l.shape))) : null;
      const unattainable = density.some((a) => a.claim.direction === "lower");
      const answer = unattainable ? "unattainable" : tight !== null ? (tight ? "tight" : "gap") : density.length && !upper.length ? "dense" : "open";
      const told = answer === "unattainable" || answer === "dense" ? density : [];
      const used = [...lower, ...upper, ...told].map((a) => ranks.get(a.claim.status));
      const parameters = {};
      for (const a of [...lower, ...upper, ...logarithm]) Object.assign(parameters, data.shapes[a.shape][3]);
      const ratio = lower.length === 1 && upper.length === 1 ? (data.gaps[upper[0].shape] || {})[lower[0].shape] : undefined;
      return {
        answer, status: data.statuses[Math.max(0, ...used)], quantity: query.quantity, range: rangeText(parameters), parameters, tight,
        gap: ratio === undefined ? null : data.ratios[ratio],
        lower: lower.map((a) => shown(a, query)), upper: upper.map((a) => shown(a, query)),
        density: density.map((a) => shown(a, query, { statement: a.claim.statement })),
        logarithm: logarithm.map((a) => shown(a, query, { direction: a.claim.direction })),
        contradictions: lower.flatMap((l) => upper.filter((u) => holds("contradict", u.shape, l.shape)).map((u) => [l.claim.id, u.claim.id])),
        conditional: sharper.map(([direction, a, condition]) => shown(a, query, { condition: `${direction}: ${condition}` })),
      };
    }

    return { best, data };
  }

  if (typeof module !== "undefined") module.exports = { Engine };
  else window.BestEngine = Engine;
})();
