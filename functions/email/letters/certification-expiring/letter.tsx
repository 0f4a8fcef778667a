import * as z from 'zod';
import { track } from '../../../certification/contract.ts';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, Key, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { trackName } from '../../words.ts';

/** 30 and 7 days before a certificate runs out [O9]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ track, expiresOn: instant, days: z.int().min(1).max(366) }),
  sample: { track: 'sales', expiresOn: '2028-01-11T09:12:00.000Z', days: 30 },
  subject: ({ track: course, days }) =>
    `Your ${trackName[course]} runs out in ${days === 1 ? 'one day' : `${days} days`}`,
  title: () => 'Time to renew your certificate',
  preheader: ({ expiresOn }, { program }) => `It is valid until ${onDay(expiresOn, program.zone)}.`,
  body: ({ track: course, expiresOn }, context) => (
    <>
      <P>
        Your {trackName[course]} is valid until <Key>{onDay(expiresOn, context.program.zone)}</Key>. Pass it again
        before then, and nothing changes for you.
      </P>
      <P>
        {course === 'sales'
          ? 'Without a valid sales certificate, you cannot register new deals.'
          : 'Without a valid technical certificate, your tier may be at risk at the next review.'}
      </P>
      <Button href={page(context, '/portal/courses')}>Renew my certificate</Button>
    </>
  ),
});
