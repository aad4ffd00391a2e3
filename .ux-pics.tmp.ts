import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join, extname } from 'node:path';
import { launchChromium } from '#test/browser/chromium.ts';
const types: Record<string,string> = {'.html':'text/html','.js':'text/javascript','.css':'text/css','.woff2':'font/woff2','.svg':'image/svg+xml'};
const server = createServer(async (req,res)=>{ const p = (req.url??'/').split('?')[0]; try { const f = join('/tmp/ux-site', p==='/'?'index.html':p); const b = await readFile(f); res.writeHead(200,{'content-type':types[extname(f)]??'application/octet-stream'}); res.end(b);} catch { res.writeHead(404); res.end(); }});
await new Promise<void>(r=>server.listen(0,'127.0.0.1',()=>r()));
const port = (server.address() as any).port;
const browser = await launchChromium();
const [,, what='all'] = process.argv;
const size = what === 'zoom' ? { width: 683, height: 384 } : { width: 1366, height: 768 };
const page = await browser.newPage({ viewport: size, ...(what==='zoom' && {deviceScaleFactor: 2}) });
await page.goto(`http://127.0.0.1:${port}/?lang=de&theme=light#/`);
await page.getByRole('heading',{level:1}).waitFor();
const acts: Record<string, () => Promise<void>> = {
  async palette(){ await page.keyboard.press('Escape'); await page.keyboard.type('>'); await page.waitForTimeout(200);},
};
const themes = what==='light' ? ['light'] : ['light','dark'];
const screens: Record<string,string> = { today:'/', customers:'/customers', sheet:'/customers/01000000-0000-7000-8000-000000000001', duplicates:'/duplicates', clinic:'/number-clinic', callbacks:'/callbacks', conflicts:'/conflicts', calls:'/calls', settings:'/settings', leaving:'/handing-over', account:'/account', health:'/health', boxes:'/black-box', cloud:'/cloud-pbx', import:'/import', rights:'/person-rights', dial:'/dial' };
for (const theme of themes) {
  await page.evaluate((t)=>{ const f=(window as any).fake; f.set?.('settings', {...(window as any).fixture.settings, theme:t}); }, theme).catch(()=>{});
  await page.goto(`http://127.0.0.1:${port}/?lang=de&theme=${theme}#/`);
  for (const [name,path] of Object.entries(screens)) {
    await page.evaluate((h)=>{window.location.hash=h}, '#'+path);
    await page.waitForTimeout(250);
    await page.screenshot({path:`/tmp/ux-pics/${what==='zoom'?'z-':''}${name}-${theme}.png`, animations:'disabled'});
    if (what==='zoom') { const over = await page.evaluate(()=>{ const m=document.getElementById('main')!; const out: string[]=[]; if (document.documentElement.scrollWidth>innerWidth) out.push('page '+document.documentElement.scrollWidth); if (m.scrollWidth>m.clientWidth) { out.push(`main ${m.scrollWidth}>${m.clientWidth}`); for (const e of m.querySelectorAll('*')) { const r=e.getBoundingClientRect(); const mr=m.getBoundingClientRect(); if (r.right>mr.right+1 && e.children.length===0) out.push(e.tagName+'.'+e.className.toString().slice(0,40)+' '+(e.textContent??'').slice(0,20)); } } return out.slice(0,6); }); if (over.length) console.log(theme,name,over.join(' | ')); }
  }
  if (what !== 'zoom') {
  await page.evaluate(()=>{window.location.hash='#/customers'});
  await page.waitForTimeout(200);
  await page.keyboard.press('>'); await page.waitForTimeout(200);
  await page.screenshot({path:`/tmp/ux-pics/palette-${theme}.png`});
  await page.keyboard.press('Escape'); await page.keyboard.press('Escape');
  await page.keyboard.press('?'); await page.waitForTimeout(200);
  await page.screenshot({path:`/tmp/ux-pics/keys-${theme}.png`});
  await page.keyboard.press('Escape'); await page.waitForTimeout(100);
  await page.keyboard.press('F1'); await page.waitForTimeout(200);
  await page.screenshot({path:`/tmp/ux-pics/help-${theme}.png`});
  await page.keyboard.press('Escape'); await page.waitForTimeout(100);
  for (const b of await page.locator('nav button[aria-expanded=false]').all().then(x=>x.reverse())) await b.click();
  await page.evaluate(()=>{const w=window as any; w.fake.setCalls([w.fixture.ringing('exact')]);});
  await page.waitForTimeout(300);
  await page.screenshot({path:`/tmp/ux-pics/nav-open-pop-${theme}.png`});
  await page.evaluate(()=>{const w=window as any; w.fake.setCalls([]); localStorage.clear();});
  }
}
await browser.close(); server.close();
