import * as z from 'zod';
import { track } from '../../../certification/contract.ts';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { trackName } from '../../words.ts';

/** A certificate that was not renewed in time [O9]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ track, expiresOn: instant }),
  sample: { track: 'sales', expiresOn: '2028-01-11T09:12:00.000Z' },
  subject: ({ track: course }) => `Your ${trackName[course]} has run out`,
  title: () => 'Your certificate has run out',
  preheader: () => 'You can renew it any time.',
  body: ({ track: course, expiresOn }, context) => (
    <>
      <P>
        Your {trackName[course]} was valid until {onDay(expiresOn, context.program.zone)} and has now run out.{' '}
        {course === 'sales'
          ? 'Deals you have registered stay yours; new ones need a valid certificate.'
          : 'What you have built stays as it is; your next tier review looks at it.'}
      </P>
      <P>You can renew it any time, in the same place as before.</P>
      <Button href={page(context, '/portal/courses')}>Renew my certificate</Button>
    </>
  ),
});
