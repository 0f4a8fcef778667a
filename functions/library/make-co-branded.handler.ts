import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { settings } from '../shared/settings.ts';
import { PROGRAM } from '../tasks/contract.ts';
import { made, makeSheet } from './brand/making.ts';
import { sheetPdf } from './brand/pdf.ts';
import { findProgramLogo, listLogos } from './brand/store.ts';
import { routes } from './contract.ts';
import { putKept, readKept, signUntil } from './objects/store.ts';
import { addKept } from './store.ts';

export const handler = http(routes.makeCoBranded, async ({ body: { contact }, session, now }) => {
  const { partnerId = '', personId: by = '' } = session ?? {};
  const [profile, logos, ours] = await Promise.all([readProfile(partnerId), listLogos(partnerId), findProgramLogo()]);
  if (!profile) throw notFound('partner');
  const { policy } = await readPolicy(now);
  const sheet = makeSheet(profile, contact, { logos, ours, program: settings.programName(), policy });
  if (typeof sheet === 'string') throw conflict(sheet);
  const program = await readKept({ ...sheet.logos.program, partnerId: PROGRAM });
  const partner = await readKept({ ...sheet.logos.partner, partnerId });
  const pdf = await sheetPdf(sheet, { program, partner });
  const { file, event } = made(sheet, pdf, { partnerId, run: profile.run, by, at: now.toISOString() });
  await putKept(file, pdf);
  await addKept(file, event);
  return {
    body: { fileId: file.fileId, name: file.name, link: await signUntil(file, policy.library.linkSeconds, now) },
  };
});
