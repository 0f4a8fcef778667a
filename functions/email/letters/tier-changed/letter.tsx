import * as z from 'zod';
import { Button, Key, P, Quote } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a partner whose tier has changed: by what is there [T6], by application or invitation [T3], or by a person. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    from: z.string(),
    to: z.string(),
    because: z.string().min(1).max(1_000),
    changes: z.array(z.string()),
  }),
  sample: {
    from: 'Silver',
    to: 'Gold',
    because: 'All that Gold asks is there.',
    changes: [
      'Margin: 20 % becomes 30 %.',
      'Open deals at once: 10 becomes 25.',
      'Support: self-serve becomes dedicated.',
    ],
  },
  subject: ({ to }, { program }) => `You are ${to} in ${program.name}`,
  title: ({ to }) => `You are ${to} now`,
  preheader: ({ from, to }) => `From ${from} to ${to}, at once.`,
  body: ({ from, to, because, changes }, context) => (
    <>
      <P>
        Your tier has changed from {from} to <Key>{to}</Key>, at once. The reason:
      </P>
      <Quote>{because}</Quote>
      {changes.length > 0 ? <P>What changes for you:</P> : null}
      {changes.map((sentence) => (
        <P key={sentence}>{sentence}</P>
      ))}
      <Button href={page(context, '/portal/tier')}>See my tier</Button>
    </>
  ),
});
