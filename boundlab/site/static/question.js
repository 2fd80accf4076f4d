// A question to `best`: its form, its text in the address, and the command that asks the same.
(function () {
  "use strict";
  const OPTIONS = ["class", "norm", "part", "quantity", "selection", "weights", "precision", "connections", "depth", "width", "counting"];
  const DEFAULTS = { class: "sobolev-ball", norm: "sup", part: "network", quantity: "", selection: "any", weights: "any", precision: "any", connections: "free", depth: "any", width: "any", counting: "nonzero" };
  const LABELS = { class: "target class", norm: "error norm", part: "counted of", quantity: "quantity", selection: "selection of parameters", weights: "size of weights", precision: "bits of weights", connections: "connections", depth: "growth of the depth", width: "growth of the width", counting: "counting" };

  // What each option offers, as [value, text].
  function offered(data) {
    const of = (name) => data.respects[name].map(([spelling, text]) => [spelling, text === spelling ? text : `${spelling}: ${text}`]);
    const found = {
      class: data.classes.map(([id, name]) => [id, name === id ? id : `${id}: ${name}`]),
      norm: data.norms.map(([spelling, text]) => [spelling, text]),
      part: data.parts.map(([name, counted]) => [name, `${name} (${counted})`]),
      quantity: [["", "the number of parameters"], ...Object.entries(data.quantities).map(([name, text]) => [name, `${name}: ${text}`])],
      counting: data.counting.map(([name, text]) => [name, text]).reverse(),
    };
    for (const name of ["selection", "precision", "connections", "depth", "width"]) found[name] = of(name);
    found.weights = [...of("weights"), ["quantised", "quantised: polynomial, of O(log 1/ε) bits"]];
    return found;
  }

  // A question from the text of an address; what it does not say or nobody offers is the default.
  function read(text, data) {
    const state = new URLSearchParams(text);
    const choices = offered(data);
    const question = { activations: (state.get("activation") || "tanh").split(",").filter((name) => data.activations.includes(name)) };
    if (!question.activations.length) question.activations = ["tanh"];
    for (const name of OPTIONS) {
      const value = name === "class" ? data.short[state.get(name)] || state.get(name) : state.get(name);
      question[name] = choices[name].some(([each]) => each === value) ? value : DEFAULTS[name];
    }
    question.assume = state.getAll("assume").filter((id) => data.hypotheses.some(([each]) => each === id));
    question.include_unverified = state.get("unverified") === "1";
    return question;
  }

  function write(question) {
    const state = new URLSearchParams({ activation: question.activations.join(",") });
    for (const name of OPTIONS) if (question[name] !== DEFAULTS[name]) state.set(name, question[name]);
    for (const id of question.assume || []) state.append("assume", id);
    if (question.include_unverified) state.set("unverified", "1");
    return String(state);
  }

  function command(question) {
    const names = question.activations.length === 1 ? question.activations[0] : `'{${[...question.activations].sort().join(", ")}}'`;
    const words = ["boundlab best --activation", names];
    for (const name of OPTIONS) if (question[name] !== DEFAULTS[name]) words.push(`--${name} ${/^[\w.,/-]+$/.test(question[name]) ? question[name] : `'${question[name]}'`}`);
    for (const id of question.assume || []) words.push(`--assume ${id}`);
    if (question.include_unverified) words.push("--include-unverified");
    return words.join(" ") + BOUNDLAB.query.registry;
  }

  // Selects for the options `names`, into `place`.
  function selects(place, names, data, prefix) {
    const choices = offered(data);
    const fields = new Map();
    for (const name of names) {
      const line = document.createElement("p");
      const label = document.createElement("label");
      const select = document.createElement("select");
      select.id = `${prefix}-${name}`;
      label.htmlFor = select.id;
      label.textContent = LABELS[name];
      for (const [value, text] of choices[name]) select.append(new Option(text, value));
      select.value = DEFAULTS[name];
      line.append(label, select);
      place.append(line);
      fields.set(name, select);
    }
    return fields;
  }

  window.Question = { OPTIONS, DEFAULTS, LABELS, offered, read, write, command, selects };
})();
