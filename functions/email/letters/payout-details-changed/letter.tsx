import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { atTime } from '../../layout/dates.ts';
import { replyTo } from '../../layout/pages.ts';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { defineLetter } from '../../letter.ts';

/** Where payouts go has changed: told to the contact, whoever changed it. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ how: z.string(), account: z.string(), at: instant }),
  sample: { how: 'PayPal', account: 'a••••@finewriting.example', at: '2027-03-01T09:00:00.000Z' },
  subject: () => 'Your payout method was changed',
  title: () => 'Your payout method was changed',
  preheader: () => 'If it was not you, answer at once.',
  body: ({ how, account, at }, context) => (
    <>
      <P>From now on your payouts go here:</P>
      <Facts
        rows={[
          ['Paid by', how],
          ['Account', account],
          ['Changed', atTime(at, context.program.zone)],
        ]}
      />
      <P>
        If you or a colleague did this, all is well. If not, tell us at once: we stop payouts until it is cleared up.
      </P>
      <Button href={replyTo(context, 'I did not change our payout method')}>It was not us</Button>
    </>
  ),
});
