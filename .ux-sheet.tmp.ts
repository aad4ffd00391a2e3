import { readFileSync } from 'node:fs';
import { launchChromium } from '#test/browser/chromium.ts';
const [,, out, cols, w, ...files] = process.argv;
const b = await launchChromium(); const p = await b.newPage({viewport:{width:Number(cols)*Number(w),height:100}});
await p.setContent(`<body style="margin:0;display:grid;grid-template-columns:repeat(${cols},1fr);gap:2px;background:#f0f">${files.map(f=>`<img style="width:100%" src="data:image/png;base64,${readFileSync(f).toString('base64')}">`).join('')}</body>`);
await p.screenshot({path:out!,fullPage:true}); await b.close();
