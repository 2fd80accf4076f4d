// The query page: a form, the answer as `boundlab best` gives it, and why.
(function () {
  "use strict";
  const data = BOUNDLAB.query;
  const engine = BestEngine(data);
  const root = document.body.dataset.root;
  const form = document.getElementById("query");
  const answer = document.getElementById("answer"), bounds = document.getElementById("bounds");
  const element = (name, given, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(given || {})) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
  const boxes = new Map(), granted = new Map();
  for (const name of data.activations) {
    const box = element("input", { type: "checkbox", id: "activation-" + name, value: name });
    boxes.set(name, box);
    document.getElementById("activations").append(element("label", { class: "check" }, box, " " + name), " ");
  }
  const fields = Question.selects(document.getElementById("choices"), Question.OPTIONS, data, "option");
  for (const [id, name, regime] of data.hypotheses) {
    if (regime) continue;
    const box = element("input", { type: "checkbox", id: "assume-" + id, value: id });
    granted.set(id, box);
    document.getElementById("assume").append(element("label", { class: "check" }, box, " ", Prose(name)), " ");
  }
  const unverified = document.getElementById("unverified");

  function question() {
    const chosen = [...boxes].filter(([, box]) => box.checked).map(([name]) => name);
    const found = { activations: chosen, assume: [...granted].filter(([, box]) => box.checked).map(([id]) => id), include_unverified: unverified.checked };
    for (const [name, select] of fields) found[name] = select.value;
    return found;
  }

  function fill(asked) {
    for (const [name, box] of boxes) box.checked = asked.activations.includes(name);
    for (const [name, select] of fields) select.value = asked[name];
    for (const [id, box] of granted) box.checked = asked.assume.includes(id);
    unverified.checked = asked.include_unverified;
    if (asked.assume.length) document.getElementById("assumptions").open = true;
  }

  const badge = (text, kind) => element("span", { class: `badge ${kind || ""}` }, text);
  const claimLink = (step) => element("a", { href: `${root}claims/${step.path}.html` }, step.id);

  function formula(bound, symbol, quantity) {
    const made = element("span", { class: "formula" }, `${quantity} ${symbol ? `= ${symbol}(` : bound.side === "lower" ? "≥ " : "≤ "}`);
    made.insertAdjacentHTML("beforeend", bound.mathml);
    if (symbol) made.append(")");
    return made;
  }

  function card(bound, heading, symbol, quantity) {
    const box = element("article", { class: "bound" });
    box.append(element("h3", {}, heading));
    const line = element("p", { class: "order" }, bound.statement ? Prose(bound.statement) : formula(bound, symbol, quantity), " ", badge(bound.status, "status-" + bound.status));
    if (bound.origin !== "built-in") line.append(" ", badge(bound.origin, "yours"));
    if (bound.vacuous) line.append(" ", badge("vacuous as stated", "warning"));
    box.append(line);
    if (bound.condition) box.append(element("p", {}, Prose(bound.condition)));
    if (bound.vacuous) box.append(element("p", {}, `vacuous as stated for ${bound.vacuous.activations.join(", ")}; ` + (bound.vacuous.repaired.length ? `repaired: ${bound.vacuous.repaired.join(", ")}` : "no repaired form is registered")));
    if (bound.warning) box.append(element("p", {}, bound.warning));
    const steps = element("ol", { class: "steps" });
    for (const inclusion of bound.inclusions) steps.append(element("li", {}, "by inclusion, ", Prose(inclusion)));
    for (const condition of bound.conditions) steps.append(element("li", {}, "it always holds that ", Prose(condition)));
    for (const step of bound.derivation) {
      steps.append(element("li", {}, claimLink(step), ": ", Prose(step.statement), " ", badge(step.status, "status-" + step.status), step.rule ? ` by ${step.rule}` : ` ${step.source}`, step.depends_on.length ? `; depends on ${step.depends_on.join(", ")}` : ""));
    }
    box.append(element("details", bound.condition ? {} : { open: "" }, element("summary", {}, "Derivation"), steps));
    return box;
  }

  const SAID = { tight: "tight: the orders agree", unattainable: "unattainable: for small ε no size suffices", dense: "dense: some size suffices for every ε; no order is known", open: "open: a bound is missing" };

  function show() {
    if (![...boxes.values()].some((box) => box.checked)) boxes.get("tanh" in Object.fromEntries(boxes) ? "tanh" : data.activations[0]).checked = true;
    const asked = question();
    const found = engine.best(asked);
    window.BOUNDLAB.answer = found;
    const hash = "#" + Question.write(asked);
    history.replaceState(null, "", hash);
    document.getElementById("permalink").href = hash;
    document.getElementById("command").textContent = Question.command(asked);
    const summary = found.contradictions.length ? `contradictory: ${found.contradictions.map((pair) => pair.join(" and ")).join(", ")}` : SAID[found.answer] || "not tight" + (found.gap ? `, gap ${found.gap.replaceAll("eps", "ε").replaceAll("*", "·")}` : "");
    answer.replaceChildren(element("p", { class: "summary" }, Prose(summary)));
    if (found.range) answer.append(element("p", {}, `for ${found.range}`));
    bounds.replaceChildren();
    const told = found.answer === "dense" || found.answer === "unattainable" ? found.density : [];
    const exact = data.exact.includes(found.quantity);
    for (const bound of told) bounds.append(card(bound, found.answer, "", ""));
    for (const [name, symbol] of [["lower", "Ω"], ["upper", "O"]]) {
      for (const bound of found[name]) bounds.append(card({ ...bound, side: name }, `${name} bound`, exact ? "" : symbol, found.quantity));
      if (!found[name].length) bounds.append(element("p", { class: "none" }, `${name}: no bound is known here`));
    }
    for (const bound of found.logarithm) bounds.append(card(bound, `${bound.direction} bound on ln N`, bound.direction === "upper" ? "O" : "Ω", "ln N"));
    if (found.conditional.length) {
      const more = element("details", { id: "conditional" }, element("summary", {}, `${found.conditional.length} sharper under conditions`));
      for (const bound of found.conditional) more.append(card(bound, bound.id, "≍", ""));
      bounds.append(more);
    }
    download(asked, found);
  }

  let old = [];
  function download(asked, found) {
    old.forEach((url) => URL.revokeObjectURL(url));
    const plain = JSON.stringify({ question: asked, command: Question.command(asked), ...found }, (key, value) => (key === "mathml" || key === "path" ? undefined : value), 1);
    const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const rows = [["side", "id", "order", "status", "source", "condition"]];
    for (const side of ["lower", "upper", "density", "logarithm", "conditional"]) for (const b of found[side]) rows.push([side, b.id, b.order, b.status, b.source, b.condition || ""]);
    const urls = [["json", plain, "application/json"], ["csv", rows.map((row) => row.map(cell).join(",")).join("\n") + "\n", "text/csv"]];
    old = urls.map(([id, text, type]) => {
      const url = URL.createObjectURL(new Blob([text], { type }));
      document.getElementById(id).href = url;
      return url;
    });
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { fill(Question.read("", data)); show(); }));
  window.addEventListener("hashchange", () => { fill(Question.read(location.hash.slice(1), data)); show(); });
  fill(Question.read(location.hash.slice(1), data));
  show();
  document.body.dataset.ready = "yes";
})();
