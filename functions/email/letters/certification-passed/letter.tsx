import * as z from 'zod';
import { track } from '../../../certification/contract.ts';
import { instant } from '../../../shared/text.ts';
import { onDate } from '../../layout/dates.ts';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { trackName } from '../../words.ts';

/** A certificate was issued or renewed [O9]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ track, score: z.int().min(0).max(100).optional(), expiresOn: instant }),
  sample: { track: 'sales', score: 18, expiresOn: '2028-01-11T09:12:00.000Z' },
  subject: ({ track: course }) => `You passed the ${trackName[course]}`,
  title: () => 'You passed',
  preheader: ({ expiresOn }, { program }) => `Your certificate is valid until ${onDate(expiresOn, program.zone)}.`,
  body: ({ track: course, score, expiresOn }, context) => (
    <>
      <P>
        Congratulations. You passed the {trackName[course]}
        {score === undefined ? '' : ` with ${score} right answers out of 20`}.
      </P>
      <Facts
        rows={[
          ['Certificate', course === 'sales' ? 'Sales' : 'Technical'],
          ['Valid until', onDate(expiresOn, context.program.zone)],
        ]}
      />
      <P>We remind you before it runs out. What comes next is in your portal.</P>
      <Button href={page(context, '/portal')}>See what is next</Button>
    </>
  ),
});
