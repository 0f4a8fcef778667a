import * as z from 'zod';
import { Button, P, Steps } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

const gives = {
  Strategic: [
    'A manager of your own',
    'A joint roadmap',
    'An executive sponsor',
    'Co-selling',
    'Quarterly business reviews',
  ],
  Growth: ['A manager you share', 'Quarterly business reviews', 'Co-marketing'],
  Ecosystem: ['The self-serve portal', "The month's digest"],
} as const;

/** To a partner whose program tier has changed [T7]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ tier: z.enum(['Strategic', 'Growth', 'Ecosystem']), before: z.string() }),
  sample: { tier: 'Strategic', before: 'Growth' },
  subject: ({ tier }, { program }) =>
    `You are a ${tier === 'Ecosystem' ? 'partner' : `${tier} partner`} of ${program.name}`,
  title: ({ tier }) => `Program tier: ${tier}`,
  preheader: ({ before }) => `It was ${before}.`,
  body: ({ tier, before }, context) => (
    <>
      <P>
        Your program tier was {before}, and is {tier} now. It says how we work together; your margin and your
        commissions do not depend on it.
      </P>
      <P>What comes with it:</P>
      <Steps steps={gives[tier]} />
      <Button href={page(context, '/portal/tier')}>See my tier</Button>
    </>
  ),
});
