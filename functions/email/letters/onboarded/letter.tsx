import * as z from 'zod';
import { Button, P, Said } from '../../layout/parts.tsx';
import { companyOf, defineLetter, page } from '../../letter.ts';

/** Day 30, everything done [O6]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({}),
  sample: {},
  subject: () => 'You are all set',
  title: () => 'You are all set',
  preheader: () => 'Your first 30 days are done. Here is what comes now.',
  body: (_, context) => (
    <>
      <P>
        That was the first month, and <Said>{companyOf(context)}</Said> has done all of it. Thank you; this is how good
        partnerships begin.
      </P>
      <P>
        From now on it is about what we win together. Your portal shows what is agreed and what is next; your partner
        manager is a reply away.
      </P>
      <Button href={page(context, '/portal')}>Open my portal</Button>
    </>
  ),
});
