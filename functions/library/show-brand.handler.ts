import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { settings } from '../shared/settings.ts';
import { standing } from './brand/logo.ts';
import { findProgramLogo, listLogos } from './brand/store.ts';
import { brandOf } from './brand/viewing.ts';
import { routes } from './contract.ts';
import { signUntil } from './objects/store.ts';

export const handler = http(routes.showBrand, async ({ session, now }) => {
  const partnerId = session?.partnerId ?? '';
  const [profile, logos, ours] = await Promise.all([readProfile(partnerId), listLogos(partnerId), findProgramLogo()]);
  if (!profile) throw notFound('partner');
  const { policy } = await readPolicy(now);
  const shown = await Promise.all(
    Object.values(standing(logos)).map(
      async (logo) => logo && { logo, picture: await signUntil(logo, policy.library.linkSeconds, now) },
    ),
  );
  return { body: brandOf(profile, shown, { ours, program: settings.programName(), policy }) };
});
