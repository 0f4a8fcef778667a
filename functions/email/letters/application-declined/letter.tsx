import * as z from 'zod';
import { P, Quote } from '../../layout/parts.tsx';
import { defineLetter } from '../../letter.ts';

/** To an applicant who is not admitted, with the reason a person can read [L6, L14]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'applicant',
  data: z.strictObject({ reason: z.string().min(1).max(1000) }),
  sample: {
    reason: 'About a third of your customers are companies of the size we serve. We would need to see at least 60 %.',
  },
  subject: (_, { program }) => `Your application to ${program.name}`,
  title: () => 'Not this time',
  preheader: (_, { program }) => `We cannot offer you a place in ${program.name} just now. Here is why.`,
  body: ({ reason }, { program }) => (
    <>
      <P>
        Thank you for your interest in {program.name}, and for the time you gave it. We cannot offer you a place just
        now. You should know why:
      </P>
      <Quote>{reason}</Quote>
      <P>
        If we got something wrong, reply within 14 days and say what; somebody who did not decide the first time looks
        at it again. And if things change, you are welcome to apply anew.
      </P>
    </>
  ),
});
