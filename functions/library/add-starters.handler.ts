import { http } from '../shared/http.ts';
import { opsOnly } from '../shared/problem.ts';
import { settings } from '../shared/settings.ts';
import { putAsset } from './assets/store.ts';
import { routes } from './contract.ts';
import { putKept } from './objects/store.ts';
import { madeOf } from './starters/making.ts';
import { starterPdf } from './starters/pdf.ts';
import { starters } from './starters/texts.ts';
import { addKept } from './store.ts';

/** Puts the starter set on the shelves; what is there already stays as it is. */
export const handler = http(routes.addStarters, async ({ session, now }) => {
  opsOnly(session, 'change the library');
  let added = 0;
  for (const starter of starters) {
    const pdf = await starterPdf(starter.said.title, starter.text, settings.programName());
    const { file, event, asset } = madeOf(starter, pdf, session?.personId ?? '', now.toISOString());
    await putKept(file, pdf);
    await addKept(file, event);
    if (await putAsset(asset)) added += 1;
  }
  return { body: { added } };
});
