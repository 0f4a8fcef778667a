import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { conflict, notFound, Problem } from '../shared/problem.ts';
import { asked, pictureOf, standing } from './brand/logo.ts';
import { addLogo, findLogo, listLogos } from './brand/store.ts';
import { routes, whyNotThisFile } from './contract.ts';
import { findFile } from './store.ts';

export const handler = http(routes.askForLogo, async ({ body: { fileId }, session, now }) => {
  const { partnerId = '', personId = '' } = session ?? {};
  const [profile, file, logos] = await Promise.all([
    readProfile(partnerId),
    findFile(partnerId, fileId),
    listLogos(partnerId),
  ]);
  const because = whyNotThisFile(file, 'logo');
  if (!profile || !file || because)
    throw because && file ? new Problem(422, 'invalid-input', because) : notFound('file');
  const before = logos.find((logo) => logo.fileId === fileId);
  if (before) return { body: { state: before.state } };
  if (standing(logos).latest?.state === 'asked')
    throw conflict('Your last logo is being looked at. Wait for the answer.');
  const picture = pictureOf(file);
  if (!picture) throw new Problem(422, 'invalid-input', 'The file is no picture.');
  const { logo, following } = asked(file, picture, { partnerId, run: profile.run, personId }, now.toISOString());
  await addLogo(logo, following);
  return { body: { state: (await findLogo(partnerId, fileId))?.state ?? 'asked' } };
});
