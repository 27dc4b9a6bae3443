import { createRouter, createWebHistory, type LocationQuery, type RouteRecordRaw } from 'vue-router'
import { lookBack } from './api/client'
import { demo, newest, session, whoAmI } from './session'

const year = '/console/:year(\\d{4})'

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'start', component: () => import('./pages/StartPage.vue'), meta: { open: true } },
  { path: '/console', name: 'home', component: () => import('./pages/HomePage.vue') },
  { path: '/console/login', name: 'login', component: () => import('./pages/LoginPage.vue'), meta: { open: true } },
  { path: '/console/setup', name: 'setup', component: () => import('./pages/SetUpPage.vue'), meta: { open: true } },
  { path: '/console/activation', name: 'activation', component: () => import('./pages/ActivationPage.vue'), meta: { open: true } },
  { path: `${year}/tables`, name: 'tables', component: () => import('./pages/TablesPage.vue') },
  { path: `${year}/tables/:code/:department`, name: 'entry', component: () => import('./pages/EntryPage.vue'), meta: { full: true, moves: true } },
  { path: `${year}/own/:code/:department`, name: 'own', component: () => import('./pages/OwnEntryPage.vue') },
  { path: `${year}/review`, name: 'reviews', component: () => import('./pages/ReviewsPage.vue') },
  { path: `${year}/review/:code/:department`, name: 'review', component: () => import('./pages/ReviewPage.vue') },
  { path: `${year}/review/:code/:department/sheet`, name: 'sheet', component: () => import('./pages/SignedSheetPage.vue') },
  { path: `${year}/progress`, name: 'progress', component: () => import('./pages/ProgressPage.vue') },
  { path: `${year}/rights`, name: 'rights', component: () => import('./pages/RightsPage.vue'), meta: { moves: true } },
  { path: `${year}/accountability`, name: 'accountability', component: () => import('./pages/AccountabilityPage.vue'), meta: { moves: true } },
  { path: `${year}/analysis`, name: 'analysis', component: () => import('./pages/AnalysisPage.vue') },
  { path: `${year}/questions`, name: 'questions', component: () => import('./pages/QuestionsPage.vue') },
  { path: `${year}/plan`, name: 'plan', component: () => import('./pages/PlanPage.vue') },
  { path: `${year}/assignments`, name: 'assignments', component: () => import('./pages/AssignmentsPage.vue') },
  { path: `${year}/indicators`, name: 'indicators', component: () => import('./pages/IndicatorsPage.vue') },
  { path: `${year}/checks`, name: 'checks', component: () => import('./pages/ChecksPage.vue') },
  { path: `${year}/handover`, name: 'handover', component: () => import('./pages/HandoverPage.vue') },
  { path: `${year}/computed/:code`, name: 'computed', component: () => import('./pages/ComputedPage.vue'), meta: { moves: true } },
  { path: `${year}/year-difference/:code/:department?`, name: 'year-difference', component: () => import('./pages/YearDifferencePage.vue') },
  { path: `${year}/rules`, name: 'rules', component: () => import('./pages/RulesPage.vue') },
  { path: `${year}/submission`, name: 'submission', component: () => import('./pages/SubmissionPage.vue') },
  { path: `${year}/signing`, name: 'signing', component: () => import('./pages/SigningPage.vue') },
  { path: `${year}/catalogue`, name: 'catalogue', component: () => import('./pages/CataloguePage.vue') },
  { path: `${year}/replay/:code?/:department?`, name: 'replay', component: () => import('./pages/ReplayPage.vue'), meta: { full: true, moves: true, steps: true } },
  { path: '/console/audit', name: 'audit', component: () => import('./pages/AuditPage.vue') },
  { path: '/console/organisation', name: 'organisation', component: () => import('./pages/OrganisationPage.vue') },
  { path: `${year}/inspections`, name: 'inspections', component: () => import('./pages/InspectionsPage.vue') },
  { path: '/console/erasures', name: 'erasures', component: () => import('./pages/ErasuresPage.vue') },
  { path: '/console/verify', name: 'verify', component: () => import('./pages/VerifyPage.vue') },
  { path: '/console/health', name: 'health', component: () => import('./pages/HealthPage.vue') },
  { path: '/console/accounts', name: 'accounts', component: () => import('./pages/AccountsPage.vue') },
  { path: '/console/new-campaign', name: 'new-campaign', component: () => import('./pages/NewCampaignPage.vue') },
  { path: '/console/me', name: 'me', component: () => import('./pages/MyselfPage.vue') },
  { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./pages/NowherePage.vue'), meta: { open: true } },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

let asked = false

/** The moment of the past that an address names. */
function momentOf(query: LocationQuery): string {
  return typeof query.asOf === 'string' ? query.asOf : ''
}

router.beforeEach(async (to, from) => {
  if (!asked) {
    asked = true
    await whoAmI()
  }
  if (to.name === 'start') {
    if (session.me) return { name: 'home' }
    return (await demo()) ? true : { name: 'login' }
  }
  if (!to.meta.open && !session.me) {
    return { name: 'login', query: { then: to.fullPath } }
  }
  // whoever looks at a moment turns pages within it, until going back to now
  if (momentOf(from.query) && !momentOf(to.query) && to.path !== from.path && !to.meta.open) {
    return { ...to, query: { ...to.query, asOf: momentOf(from.query) } }
  }
  const moment = momentOf(to.query)
  // a replay steps from event to event and reads each moment by itself
  lookBack(to.meta.steps ? '' : moment)
  document.documentElement.classList.toggle('past', moment !== '')
  return true
})

/** The year a link leads to when none is named. */
export function thisYear(): number {
  return Number(router.currentRoute.value.params.year) || newest.value || 0
}

/** When a page was last loaded anew because the server had another build; not again at once. */
const RENEWED = 'renewed-at'
const PATIENCE = 10_000

// after an upgrade the parts of the old build are gone; what was typed lies in the outbox and survives the reload
router.onError((failure, to) => {
  const missing = /dynamically imported module|Importing a module script failed|Failed to fetch/i.test(String(failure))
  const before = Number(sessionStorage.getItem(RENEWED) ?? 0)
  if (missing && Date.now() - before > PATIENCE) {
    sessionStorage.setItem(RENEWED, String(Date.now()))
    location.assign(to.fullPath)
  }
})
