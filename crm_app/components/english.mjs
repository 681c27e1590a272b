// Every page once more, in English, beside the Chinese one: rendered by the build for the server,
// which is there anyway and has both languages in it. PaintEnglish (paint.py) runs this in .web.
import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createRequestHandler } from "react-router";
import * as build from "./build/server/index.js";

const [pages, name] = process.argv.slice(2);
globalThis.crmPainted = "en"; // words.js
const render = createRequestHandler(build, "production");
for (const path of build.prerender) {
  const folder = join(pages, path);
  await access(join(folder, "index.html"));
  const answer = await render(new Request(`http://localhost${path.replace(/\/*$/, "/")}`));
  const html = await answer.text(), root = /<html lang="zh-CN"/;
  if (answer.status !== 200 || !root.test(html)) throw new Error(`${path} in English: ${answer.status}\n${html}`);
  await writeFile(join(folder, name), html.replace(root, '<html lang="en" data-painted="en"'));
}
console.log(`${build.prerender.length} pages painted in English, too`);
