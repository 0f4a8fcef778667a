import type { Letter } from '../letter.ts';
import { letter as affiliateAssets } from './affiliate-assets/letter.tsx';
import { letter as affiliateCaseStudy } from './affiliate-case-study/letter.tsx';
import { letter as affiliateFirstLink } from './affiliate-first-link/letter.tsx';
import { letter as affiliateIntroCall } from './affiliate-intro-call/letter.tsx';
import { letter as affiliateLandingPage } from './affiliate-landing-page/letter.tsx';
import { letter as affiliateReview } from './affiliate-review/letter.tsx';
import { letter as agreementReminder } from './agreement-reminder/letter.tsx';
import { letter as ambassadorInvitation } from './ambassador-invitation/letter.tsx';
import { letter as appealDecided } from './appeal-decided/letter.tsx';
import { letter as applicationDeclined } from './application-declined/letter.tsx';
import { letter as applicationNeedsMore } from './application-needs-more/letter.tsx';
import { letter as applicationReceived } from './application-received/letter.tsx';
import { letter as attemptsGranted } from './attempts-granted/letter.tsx';
import { letter as balanceAdjusted } from './balance-adjusted/letter.tsx';
import { letter as certificationExpired } from './certification-expired/letter.tsx';
import { letter as certificationExpiring } from './certification-expiring/letter.tsx';
import { letter as certificationFailed } from './certification-failed/letter.tsx';
import { letter as certificationInvitation } from './certification-invitation/letter.tsx';
import { letter as certificationPassed } from './certification-passed/letter.tsx';
import { letter as channelTermsAgreed } from './channel-terms-agreed/letter.tsx';
import { letter as colleagueInvitation } from './colleague-invitation/letter.tsx';
import { letter as commissionHeld } from './commission-held/letter.tsx';
import { letter as commissionRejected } from './commission-rejected/letter.tsx';
import { letter as commissionReleased } from './commission-released/letter.tsx';
import { letter as commitmentRecorded } from './commitment-recorded/letter.tsx';
import { letter as contactUnreachable } from './contact-unreachable/letter.tsx';
import { letter as couponDecided } from './coupon-decided/letter.tsx';
import { letter as dealAppealDecided } from './deal-appeal-decided/letter.tsx';
import { letter as dealApproved } from './deal-approved/letter.tsx';
import { letter as dealConflict } from './deal-conflict/letter.tsx';
import { letter as dealCredited } from './deal-credited/letter.tsx';
import { letter as dealEnding } from './deal-ending/letter.tsx';
import { letter as dealExpired } from './deal-expired/letter.tsx';
import { letter as dealExtended } from './deal-extended/letter.tsx';
import { letter as dealLost } from './deal-lost/letter.tsx';
import { letter as dealNextInLine } from './deal-next-in-line/letter.tsx';
import { letter as dealRegistered } from './deal-registered/letter.tsx';
import { letter as dealRejected } from './deal-rejected/letter.tsx';
import { letter as dealSilent } from './deal-silent/letter.tsx';
import { letter as dealToDecide } from './deal-to-decide/letter.tsx';
import { letter as dealWon } from './deal-won/letter.tsx';
import { letter as decisionEscalated } from './decision-escalated/letter.tsx';
import { letter as decisionNeeded } from './decision-needed/letter.tsx';
import { letter as decisionReminder } from './decision-reminder/letter.tsx';
import { letter as firstActivityInvitation } from './first-activity-invitation/letter.tsx';
import { letter as firstCallInvitation } from './first-call-invitation/letter.tsx';
import { letter as flagWaiting } from './flag-waiting/letter.tsx';
import { letter as labNotPassed } from './lab-not-passed/letter.tsx';
import { letter as leadOffered } from './lead-offered/letter.tsx';
import { letter as leadPassedOn } from './lead-passed-on/letter.tsx';
import { letter as leadReminder } from './lead-reminder/letter.tsx';
import { letter as logoApproved } from './logo-approved/letter.tsx';
import { letter as logoRefused } from './logo-refused/letter.tsx';
import { letter as mdfDecided } from './mdf-decided/letter.tsx';
import { letter as mdfEnded } from './mdf-ended/letter.tsx';
import { letter as mdfMoreAsked } from './mdf-more-asked/letter.tsx';
import { letter as mdfPaid } from './mdf-paid/letter.tsx';
import { letter as mdfReminder } from './mdf-reminder/letter.tsx';
import { letter as milestoneEscalated } from './milestone-escalated/letter.tsx';
import { letter as milestoneNudge } from './milestone-nudge/letter.tsx';
import { letter as monthlyDigest } from './monthly-digest/letter.tsx';
import { letter as onboarded } from './onboarded/letter.tsx';
import { letter as payoutDetailsChanged } from './payout-details-changed/letter.tsx';
import { letter as payoutHeld } from './payout-held/letter.tsx';
import { letter as payoutReturned } from './payout-returned/letter.tsx';
import { letter as payoutRunStuck } from './payout-run-stuck/letter.tsx';
import { letter as payoutSent } from './payout-sent/letter.tsx';
import { letter as payoutsToApprove } from './payouts-to-approve/letter.tsx';
import { letter as payoutsToSend } from './payouts-to-send/letter.tsx';
import { letter as policyChanged } from './policy-changed/letter.tsx';
import { letter as programGuide } from './program-guide/letter.tsx';
import { letter as programTierSet } from './program-tier-set/letter.tsx';
import { letter as reviewActionDue } from './review-action-due/letter.tsx';
import { letter as reviewActionDueTeam } from './review-action-due-team/letter.tsx';
import { letter as reviewCalledOff } from './review-called-off/letter.tsx';
import { letter as reviewCalledOffTeam } from './review-called-off-team/letter.tsx';
import { letter as reviewHeld } from './review-held/letter.tsx';
import { letter as reviewMissed } from './review-missed/letter.tsx';
import { letter as reviewMissedTeam } from './review-missed-team/letter.tsx';
import { letter as reviewMoved } from './review-moved/letter.tsx';
import { letter as reviewMovedTeam } from './review-moved-team/letter.tsx';
import { letter as reviewPackage } from './review-package/letter.tsx';
import { letter as reviewPackageTeam } from './review-package-team/letter.tsx';
import { letter as reviewPlanned } from './review-planned/letter.tsx';
import { letter as reviewPlannedTeam } from './review-planned-team/letter.tsx';
import { letter as reviewToRecord } from './review-to-record/letter.tsx';
import { letter as satisfactionSurvey } from './satisfaction-survey/letter.tsx';
import { letter as scaled } from './scaled/letter.tsx';
import { letter as signIn } from './sign-in/letter.tsx';
import { letter as stalled } from './stalled/letter.tsx';
import { letter as sunset } from './sunset/letter.tsx';
import { letter as termsChanged } from './terms-changed/letter.tsx';
import { letter as tierApplicationDeclined } from './tier-application-declined/letter.tsx';
import { letter as tierAskAnswered } from './tier-ask-answered/letter.tsx';
import { letter as tierChanged } from './tier-changed/letter.tsx';
import { letter as tierDemoted } from './tier-demoted/letter.tsx';
import { letter as tierKept } from './tier-kept/letter.tsx';
import { letter as tierNotice } from './tier-notice/letter.tsx';
import { letter as verifyAddress } from './verify-address/letter.tsx';
import { letter as welcomeAffiliate } from './welcome-affiliate/letter.tsx';
import { letter as welcomePartner } from './welcome-partner/letter.tsx';
import { letter as withdrawn } from './withdrawn/letter.tsx';

/** Every letter by name. The name is the folder's, and what orders say. */
export const letters: Readonly<Record<string, Letter>> = {
  'affiliate-assets': affiliateAssets,
  'affiliate-case-study': affiliateCaseStudy,
  'affiliate-first-link': affiliateFirstLink,
  'affiliate-intro-call': affiliateIntroCall,
  'affiliate-landing-page': affiliateLandingPage,
  'affiliate-review': affiliateReview,
  'agreement-reminder': agreementReminder,
  'ambassador-invitation': ambassadorInvitation,
  'appeal-decided': appealDecided,
  'application-declined': applicationDeclined,
  'application-needs-more': applicationNeedsMore,
  'application-received': applicationReceived,
  'attempts-granted': attemptsGranted,
  'balance-adjusted': balanceAdjusted,
  'certification-expired': certificationExpired,
  'certification-expiring': certificationExpiring,
  'certification-failed': certificationFailed,
  'certification-invitation': certificationInvitation,
  'certification-passed': certificationPassed,
  'channel-terms-agreed': channelTermsAgreed,
  'colleague-invitation': colleagueInvitation,
  'commission-held': commissionHeld,
  'commission-rejected': commissionRejected,
  'commission-released': commissionReleased,
  'commitment-recorded': commitmentRecorded,
  'contact-unreachable': contactUnreachable,
  'coupon-decided': couponDecided,
  'deal-appeal-decided': dealAppealDecided,
  'deal-approved': dealApproved,
  'deal-conflict': dealConflict,
  'deal-credited': dealCredited,
  'deal-ending': dealEnding,
  'deal-expired': dealExpired,
  'deal-extended': dealExtended,
  'deal-lost': dealLost,
  'deal-next-in-line': dealNextInLine,
  'deal-registered': dealRegistered,
  'deal-rejected': dealRejected,
  'deal-silent': dealSilent,
  'deal-to-decide': dealToDecide,
  'deal-won': dealWon,
  'decision-escalated': decisionEscalated,
  'decision-needed': decisionNeeded,
  'decision-reminder': decisionReminder,
  'first-activity-invitation': firstActivityInvitation,
  'first-call-invitation': firstCallInvitation,
  'flag-waiting': flagWaiting,
  'lab-not-passed': labNotPassed,
  'lead-offered': leadOffered,
  'lead-passed-on': leadPassedOn,
  'lead-reminder': leadReminder,
  'mdf-decided': mdfDecided,
  'mdf-ended': mdfEnded,
  'mdf-more-asked': mdfMoreAsked,
  'mdf-paid': mdfPaid,
  'mdf-reminder': mdfReminder,
  'logo-approved': logoApproved,
  'logo-refused': logoRefused,
  'milestone-escalated': milestoneEscalated,
  'milestone-nudge': milestoneNudge,
  'monthly-digest': monthlyDigest,
  onboarded: onboarded,
  'payout-details-changed': payoutDetailsChanged,
  'payout-held': payoutHeld,
  'payout-returned': payoutReturned,
  'payout-run-stuck': payoutRunStuck,
  'payout-sent': payoutSent,
  'payouts-to-approve': payoutsToApprove,
  'payouts-to-send': payoutsToSend,
  'policy-changed': policyChanged,
  'program-guide': programGuide,
  'program-tier-set': programTierSet,
  'satisfaction-survey': satisfactionSurvey,
  'review-action-due': reviewActionDue,
  'review-action-due-team': reviewActionDueTeam,
  'review-called-off': reviewCalledOff,
  'review-called-off-team': reviewCalledOffTeam,
  'review-held': reviewHeld,
  'review-missed': reviewMissed,
  'review-missed-team': reviewMissedTeam,
  'review-moved': reviewMoved,
  'review-moved-team': reviewMovedTeam,
  'review-package': reviewPackage,
  'review-package-team': reviewPackageTeam,
  'review-planned': reviewPlanned,
  'review-planned-team': reviewPlannedTeam,
  'review-to-record': reviewToRecord,
  scaled: scaled,
  'sign-in': signIn,
  stalled: stalled,
  sunset: sunset,
  'terms-changed': termsChanged,
  'tier-application-declined': tierApplicationDeclined,
  'tier-ask-answered': tierAskAnswered,
  'tier-changed': tierChanged,
  'tier-demoted': tierDemoted,
  'tier-kept': tierKept,
  'tier-notice': tierNotice,
  'verify-address': verifyAddress,
  'welcome-affiliate': welcomeAffiliate,
  'welcome-partner': welcomePartner,
  withdrawn: withdrawn,
};
