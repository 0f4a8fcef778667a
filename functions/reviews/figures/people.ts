import type { Track } from '../../certification/contract.ts';
import type { Entry } from '../items.ts';
import { type Period, type Sources, within } from '../sources.ts';
import { type Measured, notMeasured, summed } from './figure.ts';

const certified = (sources: Sources, period: Period, track: Track): Measured => {
  const { tiers } = period.policy;
  const asked = Object.entries(tiers.channel).find(([tier]) => tier === sources.partner.tier)?.[1];
  const target = asked && (track === 'sales' ? asked.certifiedSales : asked.certifiedTechnical);
  const own = sources.certificates.filter((one) => one.track === track && one.state === 'current');
  return summed(
    {
      id: `certified-${track}`,
      title: track === 'sales' ? 'Certified for sales' : 'Certified for technical work',
      unit: 'count',
      ...(target === undefined ? {} : { target }),
    },
    own.map(({ issuedAt, expiryDate }) => ({ at: issuedAt, what: `Certificate, valid until ${expiryDate}`, value: 1 })),
  );
};

/** Minutes of the course modules that were completed in the quarter. */
const training = ({ courses }: Sources, period: Period): Measured => {
  const { certification } = period.policy;
  const entries = courses.flatMap(({ track, modules }) =>
    certification[track].modules.flatMap((module): Entry[] => {
      const at = modules[module.id];
      if (at === undefined || !within(at, period)) return [];
      return [{ at, what: `Module "${module.title}"`, value: module.minutes }];
    }),
  );
  return summed({ id: 'training', title: 'Training done', unit: 'minutes' }, entries);
};

const JOINT = ['activity-recorded', 'activity-met', 'first-call-recorded'];
const words: Readonly<Record<string, string>> = {
  'activity-recorded': 'Joint activity',
  'activity-met': 'Joint activity that met its target',
  'first-call-recorded': 'Joint call',
};

/** Joint activities that people recorded in the quarter. */
const jointActivities = ({ facts }: Sources, period: Period): Measured =>
  summed(
    { id: 'co-marketing', title: 'Joint activities', unit: 'count' },
    facts
      .filter(({ fact, at }) => JOINT.includes(fact) && within(at, period))
      .map(({ fact, at, detail }) => ({
        at,
        what: [words[fact], typeof detail.note === 'string' ? detail.note : '']
          .filter(Boolean)
          .join(': ')
          .slice(0, 200),
        value: 1,
      })),
  );

const signIns = ({ signIns: all }: Sources, period: Period): Measured =>
  summed(
    {
      id: 'sign-ins',
      title: 'Sign-ins to the portal',
      unit: 'count',
      before: all.filter((at) => within(at, period.before)).length,
    },
    all.filter((at) => within(at, period)).map((at) => ({ at, what: 'Sign-in', value: 1 })),
  );

const escalations = ({ escalations: all }: Sources, period: Period): Measured => {
  const about = { id: 'escalations', title: 'Support escalations', unit: 'count' } as const;
  if (!all) return notMeasured(about, 'nobody tells this program of support cases.');
  return summed(
    about,
    all.filter(({ at }) => within(at, period)).map(({ at, what }) => ({ at, what: what.slice(0, 200), value: 1 })),
  );
};

/** What people did beside selling [G3]. */
export const people = (sources: Sources, period: Period): readonly Measured[] => [
  certified(sources, period, 'sales'),
  certified(sources, period, 'technical'),
  training(sources, period),
  jointActivities(sources, period),
  escalations(sources, period),
  signIns(sources, period),
];
