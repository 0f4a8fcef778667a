import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { isSameLink, linkOf } from './adding.ts';
import { codeOf } from './code.ts';
import { routes } from './contract.ts';
import { addOwnLink, findLink, listCodes } from './store.ts';
import { urlOf } from './view.ts';

export const handler = http(routes.addLink, async ({ body, session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile) throw notFound('partner');
  const { partnerId, run } = profile;
  const [automatic, made] = await Promise.all([
    findLink(codeOf(await programKey(), partnerId, run)),
    listCodes(partnerId, run),
  ]);
  const product = { url: settings.productUrl(), hosts: settings.linkHosts() };
  const known = { profile, automatic, made, product, programName: settings.programName() };
  const link = linkOf(body, { ...known, at: now.toISOString() });
  if ((await addOwnLink(link)) === 'refused') {
    const taken = await findLink(link.code);
    if (!taken || !isSameLink(taken, link)) throw conflict('This code is taken. Choose another.');
  }
  return { body: { code: link.code, url: urlOf(settings.siteUrl(), link.code) } };
});
