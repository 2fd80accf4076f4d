// Texts such as W_{r,m} and ε^(-m/r) with their indices and exponents, as boundlab/site/prose.py sets them.
(function () {
  "use strict";
  const plain = "[^(){}`$\\n]";
  const inside = `(?:${plain}|\\((?:${plain}|\\(${plain}*\\))*\\))*`;
  const alternatives = [
    "([_^])\\{([^{}`$\\n]*)\\}", `\\^\\((${inside})\\)`,
    "(?<=[\\p{L}\\p{N}\\])}‖'*])\\^(-?[\\p{L}\\p{N}]+|∞|\\*)",
    "(?:(?<=[\\])|}‖])|(?<=\\p{M})|(?<=\\^[\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}_-])(\\p{L}))_([\\p{L}\\p{N}]|∞)(?![\\p{L}\\p{N}_.]*\\p{L})",
  ].join("|");
  let parts;
  try { parts = new RegExp(alternatives, "gu"); } catch { parts = null; } // a browser that cannot look behind shows the text
  window.Prose = function (text) {
    const made = document.createDocumentFragment();
    let end = 0, pending = "";
    for (const found of parts ? text.matchAll(parts) : []) {
      const [whole, sign, braces, round, power, base, index] = found;
      pending += text.slice(end, found.index) + (base || "");
      made.append(pending);
      pending = "";
      end = found.index + whole.length;
      const piece = document.createElement(sign === "_" || index ? "sub" : "sup");
      piece.append(Prose(braces ?? round ?? power ?? index));
      made.append(piece);
    }
    made.append(text.slice(end));
    return made;
  };
})();
