// The sandwich plot: both bounds against 1/ε on logarithmic axes; the table has the exact integers.
(function () {
  "use strict";
  const data = BOUNDLAB.sandwich;
  const place = document.getElementById("plot"), body = document.querySelector("#numbers tbody");
  const fields = {};
  for (const [name, label] of [["m", "dimension m"], ["r", "smoothness r"]]) {
    const line = document.createElement("p"), text = document.createElement("label"), select = document.createElement("select");
    select.id = name;
    text.htmlFor = name;
    text.textContent = label;
    for (let value = 1; value <= data[name]; value++) select.append(new Option(value, value));
    line.append(text, select);
    document.getElementById("choices").append(line);
    fields[name] = select;
  }
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const grouped = (n) => n.replace(/\B(?=(\d{3})+(?!\d))/g, "\u2009");
  const power = (value) => {
    const exponent = Math.round(Math.log10(value));
    return Math.abs(value / 10 ** exponent - 1) < 1e-6 ? "10" + String(exponent).replace(/[0-9-]/g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c])) : "";
  };
  let plot = null;

  function draw(points) {
    if (plot) plot.destroy();
    place.replaceChildren();
    const axis = { stroke: colour("--ink"), grid: { stroke: colour("--line"), width: 0.5 }, ticks: { stroke: colour("--line") }, values: (u, splits) => splits.map((v) => (v === null ? "" : power(v))), font: "13px system-ui, sans-serif", labelFont: "13px system-ui, sans-serif" };
    const shown = (u, v) => (v === null || v === undefined ? "–" : v >= 1e6 ? v.toExponential(2) : String(v));
    plot = new uPlot({
      width: Math.max(280, Math.min(place.clientWidth, 900)), height: 380,
      scales: { x: { distr: 3, time: false }, y: { distr: 3 } },
      axes: [{ ...axis, label: "1/ε" }, { ...axis, label: "N(ε)", size: 62 }],
      series: [
        { label: "1/ε", value: (u, v) => (v === null ? "–" : v.toPrecision(3)) },
        { label: "upper", stroke: colour("--bad"), width: 2, dash: [8, 4], points: { show: true, size: 6 }, value: shown },
        { label: "lower", stroke: colour("--link"), width: 2, points: { show: true, size: 6 }, value: shown },
      ],
      bands: [{ series: [1, 2], fill: colour("--link") + "22" }],
    }, [points.map(([, eps]) => 1 / eps), points.map((p) => Number(p[3])), points.map((p) => Number(p[2]))], place);
  }

  function show() {
    const [m, r] = [fields.m.value, fields.r.value];
    const points = data.points[`${m},${r}`];
    draw(points);
    body.replaceChildren();
    const ratio = (text) => { const [a, b = "1"] = text.split("/"); return (Math.ceil(Number(BigInt(a) * 10000n / BigInt(b)) + 0) / 10000).toFixed(4); };
    for (const [eps, , lower, upper, quotient, below, above] of points) {
      const line = body.insertRow();
      const header = document.createElement("th");
      header.scope = "row";
      header.textContent = eps;
      line.append(header);
      for (const [text, number] of [[grouped(lower), 1], [grouped(upper), 1], [ratio(quotient), 1], [below, 0], [above, 0]]) {
        const cell = line.insertCell();
        cell.textContent = text;
        if (number) cell.className = "number";
      }
    }
    document.getElementById("caption").replaceChildren(Prose(`N(ε) on W_{${r},${m}} lies between the lower bound (solid) and the upper bound (dashed): of the order ε^(-${m}/${r}), whatever the constants.`));
    document.getElementById("command").textContent = `boundlab sandwich --m ${m} --r ${r} --eps ${data.eps}`;
    history.replaceState(null, "", `#m=${m}&r=${r}`);
    document.getElementById("permalink").href = `#m=${m}&r=${r}`;
    const rows = points.map(([eps, , lower, upper, quotient, below, above]) => ({ m, r, eps, lower, upper, ratio: quotient, lower_engine: below, upper_engine: above }));
    const csv = [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))].map((row) => row.join(",")).join("\n") + "\n";
    for (const [id, text, type] of [["json", JSON.stringify(rows, null, 1), "application/json"], ["csv", csv, "text/csv"]]) {
      const link = document.getElementById(id);
      URL.revokeObjectURL(link.href);
      link.href = URL.createObjectURL(new Blob([text], { type }));
    }
  }

  function read() {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const name of ["m", "r"]) {
      const value = Number(state.get(name));
      fields[name].value = Number.isInteger(value) && value >= 1 && value <= data[name] ? value : name === "m" ? 1 : 2;
    }
  }
  for (const select of Object.values(fields)) select.addEventListener("input", show);
  document.getElementById("query").addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", () => { read(); show(); });
  document.addEventListener("boundlab-theme", show);
  let waiting = 0;
  window.addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(show, 200); });
  read();
  show();
  document.body.dataset.ready = "yes";
})();
