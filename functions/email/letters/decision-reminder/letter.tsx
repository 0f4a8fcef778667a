import { atTime } from '../../layout/dates.ts';
import { Decision, decisionData, decisionSample } from '../../layout/decision.tsx';
import { P } from '../../layout/parts.tsx';
import { companyOf, defineLetter } from '../../letter.ts';
import { asked, short } from '../../words.ts';

/** The same, when half the time is gone. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: decisionData,
  sample: decisionSample,
  subject: ({ kind }, context) => `Still open: ${short(companyOf(context))}, ${asked[kind].about}`,
  title: () => 'Still waiting for you',
  preheader: ({ deadline }, { program }) => `By ${atTime(deadline, program.zone)}.`,
  body: (data, context) => (
    <>
      <P>This decision is still open, and the partner is waiting for it.</P>
      <Decision data={data} context={context} />
    </>
  ),
});
