import * as z from 'zod';
import { P, Quote, Said } from '../../layout/parts.tsx';
import { companyOf, defineLetter } from '../../letter.ts';

/** To a partner who left, or did not accept the agreement in time [L6, O]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ reason: z.string().min(1).max(1000) }),
  sample: { reason: 'The agreement was not accepted within 14 days.' },
  subject: (_, { program }) => `You have left ${program.name}`,
  title: (_, { program }) => `You have left ${program.name}`,
  preheader: () => 'What this means, and how to come back.',
  body: ({ reason }, context) => (
    <>
      <P>
        <Said>{companyOf(context)}</Said> is no longer in {context.program.name}. This is what we have on record:
      </P>
      <Quote>{reason}</Quote>
      <P>
        Nothing more is needed from you, and we send no more reminders. If you want to come back, apply again; we would
        be glad to see you.
      </P>
    </>
  ),
});
