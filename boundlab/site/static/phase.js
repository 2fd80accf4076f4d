// The phase diagram: `best` for every pair of values of two regimes.
(function () {
  "use strict";
  const data = BOUNDLAB.query, axes = BOUNDLAB.phase.axes;
  const engine = BestEngine(data);
  const root = document.body.dataset.root;
  const form = document.getElementById("query"), table = document.getElementById("phase");
  const choices = Question.offered(data);
  // `boundlab phase` has options for these; what else a question fixes has none there
  const FIXED = ["class", "norm", "counting"];
  const values = (axis) => (axis === "activation" ? BOUNDLAB.phase.activations : axis === "norm" ? BOUNDLAB.phase.norms : data.respects[axis].map(([spelling]) => spelling));
  const LABELS = { activation: "activation", ...Question.LABELS };
  function select(place, id, label, options) {
    const line = document.createElement("p"), name = document.createElement("label"), field = document.createElement("select");
    field.id = id;
    name.htmlFor = id;
    name.textContent = label;
    for (const [value, text] of options) field.append(new Option(text, value));
    line.append(name, field);
    place.append(line);
    return field;
  }
  const named = axes.map((axis) => [axis, LABELS[axis]]);
  const rows = select(document.getElementById("axes"), "rows", "rows", named);
  const columns = select(document.getElementById("axes"), "columns", "columns", named);
  const activation = select(document.getElementById("choices"), "activation", "activation", data.activations.map((name) => [name, name]));
  const fields = Question.selects(document.getElementById("choices"), Question.OPTIONS.filter((name) => name !== "quantity" && name !== "part"), data, "fixed");
  const START = { rows: "depth", columns: "weights", activation: "relu" };

  function read(text) {
    const state = new URLSearchParams(text);
    const question = Question.read(text, data);
    rows.value = axes.includes(state.get("rows")) ? state.get("rows") : START.rows;
    columns.value = axes.includes(state.get("columns")) ? state.get("columns") : START.columns;
    activation.value = data.activations.includes(state.get("activation")) ? state.get("activation") : START.activation;
    for (const [name, field] of fields) field.value = question[name];
  }

  function cell(found) {
    if ((found.answer === "unattainable" || found.answer === "dense") && !found.lower.length) return found.answer;
    const [low, up] = [found.lower, found.upper].map((side) => side.map((bound) => bound.unicode).join(", ") || "–");
    return found.tight && low === up ? `Θ(${up})` : `${low} … ${up}`;
  }

  function show() {
    if (rows.value === columns.value) columns.value = axes.find((axis) => axis !== rows.value && axis !== "activation");
    const base = { ...Question.DEFAULTS, activations: [activation.value], assume: [] };
    for (const [name, field] of fields) base[name] = field.value;
    for (const [name, field] of [["activation", activation], ...fields]) field.disabled = name === rows.value || name === columns.value;
    const put = (question, axis, value) => (axis === "activation" ? { ...question, activations: [value] } : { ...question, [axis]: value });
    const cells = [];
    table.replaceChildren();
    const head = table.createTHead().insertRow();
    for (const name of [`${LABELS[rows.value]} \\ ${LABELS[columns.value]}`, ...values(columns.value)]) {
      const header = document.createElement("th");
      header.scope = "col";
      header.textContent = name;
      head.append(header);
    }
    const body = table.createTBody();
    for (const row of values(rows.value)) {
      const line = body.insertRow();
      const header = document.createElement("th");
      header.scope = "row";
      header.textContent = row;
      line.append(header);
      for (const column of values(columns.value)) {
        const question = put(put(base, rows.value, row), columns.value, column);
        const found = engine.best(question);
        const link = document.createElement("a");
        link.href = `${root}query.html#${Question.write(question)}`;
        link.append(Prose(cell(found)));
        const place = line.insertCell();
        place.className = found.answer;
        place.append(link);
        cells.push({ [rows.value]: row, [columns.value]: column, answer: found.answer, lower: found.lower.map((b) => b.order).join("; "), upper: found.upper.map((b) => b.order).join("; "),
          "lower from": found.lower.map((b) => `${b.id} [${b.status}]`).join("; "), "upper from": found.upper.map((b) => `${b.id} [${b.status}]`).join("; "), cell: cell(found), range: found.range });
      }
    }
    window.BOUNDLAB.cells = cells;
    const ranges = [...new Set(cells.map((each) => each.range).filter(Boolean))];
    document.getElementById("range").textContent = ranges.map((range) => `for ${range}`).join("; ");
    const state = new URLSearchParams({ rows: rows.value, columns: columns.value, activation: activation.value });
    for (const [name, field] of fields) if (field.value !== Question.DEFAULTS[name]) state.set(name, field.value);
    history.replaceState(null, "", "#" + state);
    document.getElementById("permalink").href = "#" + state;
    const alone = rows.value !== "activation" && columns.value !== "activation";
    const more = FIXED.filter((name) => fields.get(name).value !== Question.DEFAULTS[name] && name !== rows.value && name !== columns.value).map((name) => `--${name} '${fields.get(name).value}'`);
    const beyond = [...fields].filter(([name, field]) => !FIXED.includes(name) && !field.disabled && field.value !== Question.DEFAULTS[name]);
    document.getElementById("command").textContent = beyond.length ? `# each cell: ${Question.command(base)} …` : ["boundlab phase --rows", rows.value, "--columns", columns.value, ...(alone ? ["--activation", activation.value] : []), ...more].join(" ") + data.registry;
    download(cells);
  }

  let old = [];
  function download(cells) {
    old.forEach((url) => URL.revokeObjectURL(url));
    const quote = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const csv = [Object.keys(cells[0]), ...cells.map((each) => Object.values(each))].map((row) => row.map(quote).join(",")).join("\n") + "\n";
    old = [["json", JSON.stringify(cells, null, 1), "application/json"], ["csv", csv, "text/csv"]].map(([id, text, type]) => {
      const url = URL.createObjectURL(new Blob([text], { type }));
      document.getElementById(id).href = url;
      return url;
    });
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { read(""); show(); }));
  window.addEventListener("hashchange", () => { read(location.hash.slice(1)); show(); });
  read(location.hash.slice(1));
  show();
  document.body.dataset.ready = "yes";
})();
