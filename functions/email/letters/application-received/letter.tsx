import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Key, P, Said } from '../../layout/parts.tsx';
import { companyOf, defineLetter } from '../../letter.ts';

/** To an applicant whose application a person decides [L8, L12]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'applicant',
  data: z.strictObject({ decideBy: instant }),
  sample: { decideBy: '2027-01-07T16:30:00.000Z' },
  subject: (_, { program }) => `We have your application to ${program.name}`,
  title: () => 'We have your application',
  preheader: ({ decideBy }, { program }) => `You hear from us by ${onDay(decideBy, program.zone)}.`,
  body: ({ decideBy }, context) => (
    <>
      <P>
        Thank you for confirming. A partner manager now looks at how <Said>{companyOf(context)}</Said> and we could work
        together: your market, your product, and who would do what.
      </P>
      <P>
        You hear from us by <Key>{onDay(decideBy, context.program.zone)}</Key>. Until then there is nothing you need to
        do. If something is missing, we ask.
      </P>
    </>
  ),
});
