// A form for the options of an architecture, its bill, and the command that prints the same.
(function () {
  "use strict";
  for (const box of document.querySelectorAll(".calculator")) {
    const data = JSON.parse(box.querySelector("script").textContent);
    const form = document.createElement("form");
    const fields = new Map();
    for (const option of data.options) {
      const line = document.createElement("p");
      const label = document.createElement("label");
      label.htmlFor = "option-" + option.name;
      label.textContent = option.name.replaceAll("_", "-");
      let field;
      if (option.kind === "choice" || option.kind === "flag") {
        field = document.createElement("select");
        for (const value of option.kind === "flag" ? ["yes", "no"] : option.choices) field.append(new Option(value, value));
      } else {
        field = document.createElement("input");
        field.autocomplete = "off";
        field.spellcheck = false;
        if (option.optional) field.placeholder = "automatic";
      }
      field.id = label.htmlFor;
      field.value = option.default;
      const help = document.createElement("small");
      help.id = field.id + "-help";
      help.textContent = option.help;
      field.setAttribute("aria-describedby", help.id);
      line.append(label, field, help);
      form.append(line);
      fields.set(option.name, field);
    }
    const output = document.createElement("div");
    output.setAttribute("role", "status");
    const command = document.createElement("div");
    command.className = "listing";
    command.innerHTML = "<pre tabindex=\"0\"><code></code></pre>";
    box.append(form, output, command);
    const grouped = (n) => n.toString().replace(/\B(?=(\d{3})+(?!\d))/g, "\u2009");
    function show() {
      const texts = Object.fromEntries([...fields].map(([name, field]) => [name, field.value]));
      const changed = data.options.filter((o) => texts[o.name] !== o.default && !(o.optional && !texts[o.name].trim()));
      const quoted = (text) => (/^[\w.,/-]+$/.test(text) ? text : `'${text}'`);
      command.querySelector("code").textContent = ["boundlab count", data.name, ...changed.map((o) => `--${o.name.replaceAll("_", "-")} ${quoted(texts[o.name])}`)].join(" ");
      history.replaceState(null, "", changed.length ? "#" + new URLSearchParams(changed.map((o) => [o.name, texts[o.name]])) : location.pathname);
      output.replaceChildren();
      let bill;
      try { bill = boundlabCount(data, texts); } catch (error) {
        const line = document.createElement("p");
        line.className = "refused";
        line.textContent = error.message;
        output.append(line);
        return;
      }
      const table = document.createElement("table");
      const row = (name, value, note, key) => {
        const line = table.insertRow();
        const header = document.createElement("th");
        header.scope = "row";
        header.textContent = name;
        line.append(header);
        const cell = line.insertCell();
        cell.className = "number";
        cell.textContent = grouped(value);
        cell.dataset.value = value.toString();
        cell.dataset.name = key || name;
        line.insertCell().textContent = note;
      };
      for (const each of bill.items) row(each.name.replaceAll("_", " "), each.count, each.trainable ? (each.active ? "" : "dead") : "fixed", "item:" + each.name);
      for (const name of ["stored", "trainable", "active", "generated"]) row(name, bill[name], "");
      table.querySelectorAll("tr").forEach((line, index) => { if (index >= bill.items.length) line.className = "total"; });
      output.append(table);
    }
    const state = new URLSearchParams(location.hash.slice(1));
    for (const [name, value] of state) if (fields.has(name)) fields.get(name).value = value;
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    show();
  }
})();
