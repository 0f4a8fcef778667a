import * as z from 'zod';
import { Button, P, Quote } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To an affiliate whose application for a higher tier was declined, with the reason [T3]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ tier: z.string(), reason: z.string().min(1).max(1_000) }),
  sample: { tier: 'Preferred', reason: 'Your link is four weeks old. Apply again once you have had ten sales.' },
  subject: ({ tier }) => `Your application for ${tier}`,
  title: ({ tier }) => `Not ${tier} yet`,
  preheader: () => 'You can apply again at any time.',
  body: ({ tier, reason }, context) => (
    <>
      <P>We have looked at your application for {tier}, and have not accepted it. The reason:</P>
      <Quote>{reason}</Quote>
      <P>Everything that you have stays as it is. You can apply again at any time.</P>
      <Button href={page(context, '/portal/tier')}>See my tier</Button>
    </>
  ),
});
