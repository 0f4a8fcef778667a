import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, Key, P, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a partner whose terms change because the policy does, before it takes effect [B3]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    version: z.int().min(2),
    effectiveAt: instant,
    /** `new`: what runs keeps the terms it began under; `all`: also what runs [Z2]. */
    appliesTo: z.enum(['new', 'all']),
    changes: z.array(z.string().min(1)).min(1).max(40),
  }),
  sample: {
    version: 2,
    effectiveAt: '2027-04-01T04:00:00.000Z',
    appliesTo: 'new',
    changes: ['First payments: 25 % becomes 20 %.', 'Cookie days: 60 becomes 90.'],
  },
  subject: (_, { program }) => `The terms of ${program.name} change`,
  title: () => 'The terms change',
  preheader: ({ effectiveAt }, { program }) => `What is different from ${onDay(effectiveAt, program.zone)} on.`,
  body: ({ version, effectiveAt, appliesTo, changes }, context) => (
    <>
      <P>
        From <Key>{onDay(effectiveAt, context.program.zone)}</Key> on this changes for you:
      </P>
      {changes.map((sentence) => (
        <P key={sentence}>{sentence}</P>
      ))}
      <P>
        {appliesTo === 'new'
          ? 'It counts for what begins from that day on. For customers you have brought before, the terms they began under go on.'
          : 'It counts for all payments from that day on, also those of customers you have brought before. What you have earned until then stays as it is.'}
      </P>
      <Button href={page(context, '/portal/agreement')}>See my agreement</Button>
      <Small>This is version {version} of the program's rules. Questions? Reply to this letter before that day.</Small>
    </>
  ),
});
