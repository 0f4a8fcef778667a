import * as z from 'zod';
import { Button, P, Quote, Said } from '../../layout/parts.tsx';
import { companyOf, defineLetter, page } from '../../letter.ts';

/** To an applicant, when the manager cannot decide on what is there. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'applicant',
  data: z.strictObject({ note: z.string().min(1).max(1000) }),
  sample: {
    note: 'Which two or three customers could we win together first?\nAnd who on your side would own the partnership?',
  },
  subject: (_, { program }) => `One question about your application to ${program.name}`,
  title: () => 'We need a little more from you',
  preheader: () => 'Your answer is all that is missing for a decision.',
  body: ({ note }, context) => (
    <>
      <P>
        We have read your application for <Said>{companyOf(context)}</Said>, and one thing is missing before we can
        decide:
      </P>
      <Quote>{note}</Quote>
      <P>A few sentences are enough. Once they are in, we go on where we stopped.</P>
      <Button href={page(context, '/portal')}>Answer in the portal</Button>
    </>
  ),
});
