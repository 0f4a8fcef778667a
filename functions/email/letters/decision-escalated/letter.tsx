import { atTime } from '../../layout/dates.ts';
import { Decision, decisionData, decisionSample } from '../../layout/decision.tsx';
import { P } from '../../layout/parts.tsx';
import { companyOf, defineLetter } from '../../letter.ts';
import { asked, short } from '../../words.ts';

/** To the pool: the manager has not decided in time [L11]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: decisionData,
  sample: decisionSample,
  subject: ({ kind }, context) => `Overdue: ${short(companyOf(context))}, ${asked[kind].about}`,
  title: () => 'A decision is overdue',
  preheader: ({ deadline }, { program }) => `The last chance is ${atTime(deadline, program.zone)}.`,
  body: (data, context) => (
    <>
      <P>Nobody has decided this in time, so it comes to all of you. Whoever is first decides.</P>
      <Decision data={data} context={context} />
    </>
  ),
});
