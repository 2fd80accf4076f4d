#!/bin/sh
# Takes the libraries of the site from the npm registry again, at pinned versions: sh boundlab/site/vendor/take.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --ignore-scripts --no-save --prefix "$work" \
    uplot@1.6.32 minisearch@7.2.0 @dagrejs/dagre@3.1.3 terser@5.44.1
cp node_modules/uplot/dist/uPlot.iife.min.js node_modules/uplot/dist/uPlot.min.css "$here"
cp node_modules/uplot/LICENSE "$here/uPlot.LICENSE.txt"
# minisearch ships no minified file that a page can load without a build step
node_modules/.bin/terser node_modules/minisearch/dist/umd/index.js -c -m -o "$here/minisearch.min.js"
cp node_modules/minisearch/LICENSE.txt "$here/minisearch.LICENSE.txt"
# the source map is not shipped, so nothing may ask for it
sed '/^\/\/# sourceMappingURL/d' node_modules/@dagrejs/dagre/dist/dagre.min.js > "$here/dagre.min.js"
{
    cat node_modules/@dagrejs/dagre/LICENSE
    printf '\nThe bundle contains @dagrejs/graphlib:\n\n'
    cat node_modules/@dagrejs/graphlib/LICENSE
} > "$here/dagre.LICENSE.txt"
