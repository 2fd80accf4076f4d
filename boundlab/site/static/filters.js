// The filters of an index: kept in the address, so that a filtered list has a link.
(function () {
  "use strict";
  const form = document.getElementById("filters");
  const data = JSON.parse(document.getElementById("filter-data").textContent);
  const rows = [...document.querySelectorAll("#index tbody tr")];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const text = document.getElementById("filter-text");
  const count = document.getElementById("count");
  const selects = new Map();
  for (const [number, name] of data.names.entries()) {
    const values = new Map();
    for (const row of data.rows) for (const value of row[number]) values.set(value, (values.get(value) || 0) + 1);
    if (values.size < 2) continue;
    const line = document.createElement("p");
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.id = "filter-" + number;
    label.htmlFor = select.id;
    label.textContent = name;
    select.append(new Option("any", ""));
    for (const value of [...values.keys()].sort()) select.append(new Option(`${value} (${values.get(value)})`, value));
    line.append(label, " ", select);
    form.insertBefore(line, form.lastElementChild);
    selects.set(name, { select, number });
  }
  function apply() {
    const wanted = [...selects.values()].filter(({ select }) => select.value);
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      const fits = wanted.every(({ select, number }) => data.rows[index][number].includes(select.value)) &&
        words.every((word) => texts[index].includes(word));
      row.hidden = !fits;
      shown += fits;
    });
    count.textContent = shown === rows.length ? `${shown} in all` : `${shown} of ${rows.length}`;
    const state = new URLSearchParams();
    if (text.value) state.set("contains", text.value);
    for (const [name, { select }] of selects) if (select.value) state.set(name, select.value);
    history.replaceState(null, "", "#" + state);
  }
  function read() {
    const state = new URLSearchParams(location.hash.slice(1));
    text.value = state.get("contains") || "";
    for (const [name, { select }] of selects) select.value = state.get(name) || "";
    for (const { select } of selects.values()) if (select.selectedIndex < 0) select.value = "";
    apply();
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  window.addEventListener("hashchange", read);
  form.hidden = data.rows.length === 0;
  if (data.rows.length) read();
})();
