// Derivations, drawn: dagre places the nodes, SVG shows them, each a link to its claim.
(function () {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const make = (name, given, text) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(given)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const LINE = 17, PAD = 10, CHAR = 7.1;
  let number = 0;
  for (const figure of document.querySelectorAll("figure.graph")) {
    const data = JSON.parse(figure.querySelector("script").textContent);
    const graph = new dagre.graphlib.Graph();
    graph.setGraph({ rankdir: "TB", nodesep: 18, ranksep: 34, marginx: 8, marginy: 8 });
    graph.setDefaultEdgeLabel(() => ({}));
    for (const [id, lines] of data.nodes) {
      graph.setNode(id, { width: Math.max(...lines.map((line) => line.length)) * CHAR + 2 * PAD, height: lines.length * LINE + PAD });
    }
    for (const [from, to, label] of data.edges) graph.setEdge(from, to, { label, width: label.length * 6.4, height: 14, labelpos: "r" });
    dagre.layout(graph);
    const { width, height } = graph.graph();
    const arrow = "arrow-" + number++;
    const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": data.label });
    const defs = make("defs", {});
    const marker = make("marker", { id: arrow, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto" });
    marker.append(make("path", { d: "M0 0L8 4L0 8z", class: "tip" }));
    defs.append(marker);
    svg.append(defs);
    for (const edge of graph.edges()) {
      const { points, label, x, y } = graph.edge(edge);
      svg.append(make("path", { d: "M" + points.map((p) => `${p.x} ${p.y}`).join("L"), class: "edge", "marker-end": `url(#${arrow})` }));
      if (label) svg.append(make("text", { x, y: y + 4, class: "why", "text-anchor": "middle" }, label));
    }
    for (const [id, lines, path, place] of data.nodes) {
      const at = graph.node(id);
      const box = make(path ? "a" : "g", path ? { href: `${figure.dataset.root}${path}.html`, class: place } : { class: place });
      box.append(make("title", {}, lines.join(", ")));
      box.append(make("rect", { x: at.x - at.width / 2, y: at.y - at.height / 2, width: at.width, height: at.height, rx: 6 }));
      lines.forEach((line, index) => {
        box.append(make("text", { x: at.x, y: at.y - at.height / 2 + LINE * (index + 1), "text-anchor": "middle", class: index ? "" : "name" }, line));
      });
      svg.append(box);
    }
    const frame = document.createElement("div");
    frame.className = "scroll";
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", data.label);
    frame.append(svg);
    figure.prepend(frame);
    const here = data.nodes.find(([, , path]) => !path);
    if (here) frame.scrollLeft = graph.node(here[0]).x - frame.clientWidth / 2;
  }
})();
