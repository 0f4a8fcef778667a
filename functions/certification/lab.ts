import type { Policy } from '../policy/contract.ts';
import type { Decision } from '../tasks/contract.ts';
import { certified, type Following, labFailed } from './announcements.ts';
import { issue, renewFrom } from './certificate.ts';
import type { Certificate, Course, LabProof } from './contract.ts';

/** Why lab proof cannot be handed in at `now`; undefined when it can. Modules first; one review at a time. */
export const whyNoLab = (
  learner: { course: Course; certificate: Certificate | undefined; run: number },
  policy: Policy,
  now: string,
): string | undefined => {
  const { course, certificate, run } = learner;
  const unread = policy.certification.technical.modules.filter((module) => !course.modules[module.id]);
  if (unread.length > 0) return `Read these modules first: ${unread.map(({ title }) => title).join(', ')}.`;
  if (course.lab === 'submitted') return 'Your lab is being reviewed.';
  const valid = certificate?.state === 'current' && certificate.run === run;
  if (valid && now < renewFrom(certificate, policy.calendar.timeZone)) {
    return 'You are certified. You can renew from 60 days before the end.';
  }
  return undefined;
};

/** What was handed in, as it is kept and compared. */
export const proofOf = ({ proof, fileId }: LabProof): string => proof ?? `file:${fileId}`;

/** Key of the tasks of this room: the person they are about, and the how-manieth. */
export const readTaskKey = (key: string | undefined): { personId: string; nth: number } | undefined => {
  const match = /^([0-9a-z]{26}):(\d+)$/.exec(key ?? '');
  return match ? { personId: (match[1] ?? '').toUpperCase(), nth: Number(match[2]) } : undefined;
};

type Conclusion = { outcome: { passed: Certificate } | { failed: string }; following: Following };

/** The end of a review: a certificate and the fact `technical-certified`, or what to do better. */
export const conclusionOf = (
  lab: { partnerId: string; run: number; personId: string; nth: number },
  decision: Decision,
  old: Certificate | undefined,
  policy: Policy,
  now: string,
): Conclusion => {
  const { partnerId, run, personId, nth } = lab;
  if (decision.outcome !== 'passed') {
    const { note: said } = decision.detail;
    const note = (typeof said === 'string' && said) || decision.reason || 'The reviewer left no note.';
    return { outcome: { failed: note }, following: labFailed(lab, note, now) };
  }
  const certificate = issue({ partnerId, run, personId, track: 'technical' }, policy, now);
  return { outcome: { passed: certificate }, following: certified(certificate, old, `technical/lab-${nth}`) };
};
