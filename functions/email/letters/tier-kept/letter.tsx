import * as z from 'zod';
import { Button, Key, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a partner that had notice, and has everything again [T2]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ tier: z.string() }),
  sample: { tier: 'Gold' },
  subject: ({ tier }) => `You keep ${tier}`,
  title: ({ tier }) => `You keep ${tier}`,
  preheader: () => 'Nothing is missing any more.',
  body: ({ tier }, context) => (
    <>
      <P>
        We had given you notice for {tier}. Everything it asks is there again: you keep <Key>{tier}</Key>, and the
        notice is lifted. Thank you for the work.
      </P>
      <Button href={page(context, '/portal/tier')}>See where I stand</Button>
    </>
  ),
});
