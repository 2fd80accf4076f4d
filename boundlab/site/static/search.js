// Full-text search over everything, in the browser.
(function () {
  "use strict";
  const root = document.body.dataset.root;
  const form = document.getElementById("search-form");
  const input = document.getElementById("q");
  const list = document.getElementById("results");
  const found = document.getElementById("found");
  const documents = BOUNDLAB.search.map(([kind, id, title, path, words], index) => ({ id: index, kind, name: id, title, path, words }));
  const plain = (term) => term.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
  const engine = new MiniSearch({
    fields: ["name", "title", "words", "kind"],
    processTerm: plain,
    tokenize: (text) => text.split(/[\s/,;:()[\]{}"'.=]+/u).flatMap((word) => (word.includes("-") ? [word, ...word.split("-")] : [word])).filter(Boolean),
    searchOptions: { boost: { name: 4, title: 3 }, prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : 0), combineWith: "AND" },
  });
  engine.addAll(documents);
  function search() {
    const text = input.value.trim();
    history.replaceState(null, "", text ? "?q=" + encodeURIComponent(text) : location.pathname);
    list.replaceChildren();
    if (!text) { found.textContent = ""; return; }
    const hits = engine.search(text);
    found.textContent = hits.length ? `${hits.length} found` : "Nothing found.";
    for (const hit of hits.slice(0, 100)) {
      const each = documents[hit.id];
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${root}${each.path}.html`;
      link.textContent = each.name;
      const kind = document.createElement("span");
      kind.className = "badge";
      kind.textContent = each.kind;
      item.append(link, " ", kind, " ", Prose(each.title));
      list.append(item);
    }
  }
  input.value = new URLSearchParams(location.search).get("q") || "";
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  input.addEventListener("input", search);
  search();
})();
