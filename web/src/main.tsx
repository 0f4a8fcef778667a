import { render } from 'preact';
import { useState } from 'preact/hooks';
import { ApplyPage } from './apply/form.tsx';
import { ComplaintPage } from './complaint.tsx';
import { JoinPage } from './join.tsx';
import { AttributionPage } from './ops/attribution.tsx';
import { CalculatorPage } from './ops/calculator.tsx';
import { ClockBar } from './ops/clock-bar.tsx';
import { DealOpsPage } from './ops/deal.tsx';
import { DealsOpsPage } from './ops/deals.tsx';
import { FlagPage } from './ops/flag.tsx';
import { FlagsPage } from './ops/flags.tsx';
import { FundsOpsPage, PartnerFundsPage } from './ops/funds.tsx';
import { ImportsPage } from './ops/imports.tsx';
import { IntegrationsPage } from './ops/integrations.tsx';
import { LeadOpsPage, LeadsOpsPage } from './ops/leads.tsx';
import { LibraryOpsPage } from './ops/library.tsx';
import { NominatePage } from './ops/nominate.tsx';
import { PartnerPage } from './ops/partner.tsx';
import { PartnersPage } from './ops/partners.tsx';
import { PayoutRunPage } from './ops/payout-run.tsx';
import { PayoutsOpsPage } from './ops/payouts.tsx';
import { PolicyPage } from './ops/policy.tsx';
import { OpsReviewPage } from './ops/review.tsx';
import { OpsReviewsPage } from './ops/reviews.tsx';
import { SalesPage } from './ops/sales.tsx';
import { TaskPage } from './ops/task.tsx';
import { TasksPage } from './ops/tasks.tsx';
import { TiersPage } from './ops/tiers.tsx';
import { PartnerTimelinePage, TeamLetterPage } from './ops/timeline.tsx';
import { WhatIfPage } from './ops/what-if.tsx';
import { AgreementPage } from './portal/agreement.tsx';
import { BusinessReviewPage, BusinessReviewsPage } from './portal/business-reviews.tsx';
import { CoursesPage } from './portal/courses.tsx';
import { DealPage } from './portal/deal.tsx';
import { RegisterDealPage } from './portal/deal-register.tsx';
import { DealsPage } from './portal/deals.tsx';
import { EarningsPage, ReceiptPage } from './portal/earnings.tsx';
import { FundsPage } from './portal/funds.tsx';
import { JourneyPage } from './portal/journey.tsx';
import { LeadsPage } from './portal/leads.tsx';
import { LibraryPage } from './portal/library.tsx';
import { LinksPage } from './portal/links.tsx';
import { PayoutsPage } from './portal/payouts.tsx';
import { QuizPage } from './portal/quiz.tsx';
import { ReviewsPage } from './portal/reviews.tsx';
import { StatementPage } from './portal/statement.tsx';
import { TeamPage } from './portal/team.tsx';
import { TermsPage } from './portal/terms.tsx';
import { TierPage } from './portal/tier.tsx';
import { OwnLetterPage, TimelinePage } from './portal/timeline.tsx';
import { usePath } from './router.ts';
import { OpenShell, SideShell } from './shell.tsx';
import { SignInPage, VerifyPage } from './sign-in.tsx';
import { SurveyPage } from './survey.tsx';
import './style.css';
import { useSession, VisitorProvider } from './visitor.ts';

const page = (path: string) => {
  const [, area = '', name = '', id = '', part = ''] = path.split('/');
  if (area === '') return <ApplyPage />;
  if (area === 'report') return <ComplaintPage />;
  if (area === 'verify') return <VerifyPage />;
  if (area === 'sign-in') return <SignInPage />;
  if (area === 'join') return <JoinPage />;
  if (area === 'survey') return <SurveyPage />;
  if (area === 'portal') return portal(name, id);
  if (area === 'ops') return ops(name, id, part);
  return <Missing />;
};

const portal = (name: string, id: string) => {
  if (name === '') return <JourneyPage />;
  if (name === 'agreement') return <AgreementPage />;
  if (name === 'tier') return <TierPage />;
  if (name === 'team') return <TeamPage />;
  if (name === 'courses') return <CoursesPage />;
  if (name === 'deals' && id === 'new') return <RegisterDealPage />;
  if (name === 'deals') return id ? <DealPage dealId={id} /> : <DealsPage />;
  if (name === 'library') return <LibraryPage />;
  if (name === 'links') return <LinksPage />;
  if (name === 'payouts') return <PayoutsPage />;
  if (name === 'statements' && id) return <StatementPage period={id} />;
  if (name === 'leads') return <LeadsPage />;
  if (name === 'mdf') return <FundsPage />;
  if (name === 'quiz') return <QuizPage />;
  if (name === 'reviews') return <ReviewsPage />;
  if (name === 'business-reviews') return id ? <BusinessReviewPage quarter={id} /> : <BusinessReviewsPage />;
  if (name === 'earnings') return <EarningsPage />;
  if (name === 'terms') return <TermsPage />;
  if (name === 'timeline') return <TimelinePage />;
  if (name === 'letters' && id) return <OwnLetterPage letterKey={decodeURIComponent(id)} />;
  if (name === 'receipts' && id) return <ReceiptPage sale={id} />;
  return <Missing />;
};

const ops = (name: string, id: string, part: string) => {
  if (name === '') return <TasksPage />;
  if (name === 'tasks' && id) return <TaskPage taskId={id} />;
  if (name === 'tiers') return <TiersPage />;
  if (name === 'deals') return id ? <DealOpsPage dealId={id} /> : <DealsOpsPage />;
  if (name === 'sales') return <SalesPage sale={id} />;
  if (name === 'integrations') return <IntegrationsPage />;
  if (name === 'imports') return <ImportsPage />;
  if (name === 'fraud') return part ? <FlagPage partnerId={id} flagId={part} /> : <FlagsPage />;
  if (name === 'payouts') return id ? <PayoutRunPage batchId={id} /> : <PayoutsOpsPage />;
  if (name === 'leads') return id ? <LeadOpsPage leadId={id} /> : <LeadsOpsPage />;
  if (name === 'mdf') return id ? <PartnerFundsPage partnerId={id} requestId={part} /> : <FundsOpsPage />;
  if (name === 'reviews') return part ? <OpsReviewPage partnerId={id} quarter={part} /> : <OpsReviewsPage />;
  if (name === 'policy') return <PolicyPage />;
  if (name === 'library') return <LibraryOpsPage />;
  if (name === 'what-if') return <WhatIfPage whatIfId={id} />;
  if (name === 'attribution') return <AttributionPage />;
  if (name === 'calculator') return <CalculatorPage />;
  if (name === 'nominate') return <NominatePage />;
  if (name === 'timeline' && id) return <PartnerTimelinePage partnerId={id} />;
  if (name === 'letters' && part) return <TeamLetterPage partnerId={id} letterKey={decodeURIComponent(part)} />;
  if (name === 'partners') return id ? <PartnerPage partnerId={id} /> : <PartnersPage />;
  return <Missing />;
};

const Missing = () => (
  <>
    <h1>There is no such page</h1>
    <p class="lead">
      The address may be mistyped. <a href="/">Start here.</a>
    </p>
  </>
);

const App = () => {
  const path = usePath();
  const [moved, setMoved] = useState(0);
  const area = path.split('/')[1] ?? '';
  const visitor = useSession(area);
  const shown = <div key={moved}>{page(path)}</div>;
  if (area !== 'portal' && area !== 'ops') return <OpenShell path={path}>{shown}</OpenShell>;
  return (
    <VisitorProvider value={visitor}>
      {area === 'ops' ? <ClockBar moved={() => setMoved(moved + 1)} /> : null}
      <SideShell path={path} area={area} visitor={visitor}>
        {shown}
      </SideShell>
    </VisitorProvider>
  );
};

const root = document.getElementById('app');
if (root) render(<App />, root);
