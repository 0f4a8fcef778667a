import { routes } from '../../functions/affiliates/contract.ts';
import type { RoomManifest } from './manifest.ts';

export const affiliates: RoomManifest = {
  'follow-link': {
    does: "Sends a visitor of a partner's link to the program's site and records the click",
    route: routes.followLink,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    clicks: ['UpdateItem'],
    key: true,
    site: true,
  },
  'peek-link': {
    does: 'Tells what checks a link where it leads',
    route: routes.peekLink,
    program: ['GetItem'],
    site: true,
  },
  'record-click': {
    does: "Records a click that a customer's own server saw",
    events: ['click-reported.v1'],
    program: ['GetItem', 'PutItem', 'UpdateItem'],
    clicks: ['UpdateItem'],
  },
  'record-page-view': {
    does: 'Marks a click whose landing page was seen',
    route: routes.recordPageView,
    clicks: ['UpdateItem'],
  },
  'show-link': {
    does: 'Shows a partner its automatic link and its clicks',
    route: routes.showLink,
    program: ['GetItem'],
    clicks: ['Query'],
    key: true,
    site: true,
  },
  'list-links': {
    does: 'Shows a partner its links with their clicks, and its coupons',
    route: routes.listLinks,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    clicks: ['Query'],
    key: true,
    site: true,
  },
  'add-link': {
    does: "Makes a link of a partner's own code",
    route: routes.addLink,
    program: ['GetItem', 'Query', 'PutItem'],
    key: true,
    site: true,
  },
  'switch-link': {
    does: "Closes a partner's link, or opens it again",
    route: routes.switchLink,
    program: ['GetItem', 'UpdateItem'],
  },
  'request-coupon': {
    does: 'Takes the coupon code that a partner asks for',
    route: routes.requestCoupon,
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'show-partner-links': {
    does: "Shows the team a partner's links, coupons and allowed traffic",
    route: routes.showPartnerLinks,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    clicks: ['Query'],
    key: true,
    site: true,
  },
  'give-coupon': {
    does: 'Gives a partner a coupon code',
    route: routes.giveCoupon,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
  },
  'conclude-coupon': {
    does: 'Carries out what the team decided on a coupon that a partner asked for',
    events: ['decision-made.v1'],
    eventsWith: { kind: ['coupon'] },
    program: ['GetItem', 'UpdateItem', 'PutItem'],
  },
  'close-coupon': {
    does: "Closes a partner's coupon code",
    route: routes.closeCoupon,
    program: ['GetItem', 'UpdateItem', 'PutItem'],
  },
  'allow-traffic': {
    does: 'Keeps what traffic beyond the agreement a partner may send',
    route: routes.allowTraffic,
    program: ['GetItem', 'PutItem'],
  },
  'make-link': {
    does: 'Makes the link of an affiliate who accepted the agreement',
    events: ['fact-recorded.v1'],
    eventsWith: { fact: ['agreement-accepted'] },
    program: ['GetItem', 'PutItem'],
    key: true,
  },
  'keep-imported-link': {
    does: 'Keeps the code of a link that a partner had in another tool, where it is free',
    events: ['link-imported.v1'],
    program: ['GetItem', 'Query', 'PutItem'],
    site: true,
  },
  'close-link': {
    does: 'Stops counting the clicks and coupons of a partner who left',
    events: ['partner-stopped.v1'],
    program: ['GetItem', 'Query', 'UpdateItem'],
    key: true,
  },
};
