import * as z from 'zod';
import { Button, P, Quote } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** The reviewer of the technical lab says what is missing [O3]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ note: z.string().min(1).max(1000) }),
  sample: { note: 'The webhook works.\nPlease show what happens when the same delivery comes twice.' },
  subject: () => 'Your technical lab: not quite yet',
  title: () => 'Not quite yet',
  preheader: () => 'What the reviewer says, and how to hand it in again.',
  body: ({ note }, context) => (
    <>
      <P>We have looked at your technical lab, and it is not passed yet. This is what the reviewer says:</P>
      <Quote>{note}</Quote>
      <P>You can hand it in again as soon as it is ready. There is no limit to how often.</P>
      <Button href={page(context, '/portal/courses')}>Hand in the lab again</Button>
    </>
  ),
});
