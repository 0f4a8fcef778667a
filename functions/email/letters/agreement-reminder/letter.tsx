import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, Key, P, Said, Small } from '../../layout/parts.tsx';
import { companyOf, defineLetter, page } from '../../letter.ts';

/** Days 2 and 7 without an accepted agreement [O]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ signBy: instant }),
  sample: { signBy: '2027-01-19T16:30:00.000Z' },
  subject: () => 'Your agreement is waiting',
  title: () => 'Your agreement is waiting',
  preheader: ({ signBy }, { program }) => `Your place is kept until ${onDay(signBy, program.zone)}.`,
  body: ({ signBy }, context) => (
    <>
      <P>
        Everything is ready for <Said>{companyOf(context)}</Said> except one thing: the agreement. Once you accept it,
        links, deals and pay are open.
      </P>
      <P>
        Your place is kept until <Key>{onDay(signBy, context.program.zone)}</Key>. After that we take it that the time
        is not right, and close the application.
      </P>
      <Button href={page(context, '/portal/agreement')}>Read the agreement</Button>
      <Small>Is something in it a problem for you? Reply and tell us; that is what we are here for.</Small>
    </>
  ),
});
