import { computed, reactive, ref } from 'vue'
import { forgetPosition, get, onSignedOut, post, remove, SOON } from './api/client'
import type { Campaign, Catalogue, DemoVisit, Me, Person } from './api/types'

/** 会话: who sits here, for which campaign, and whether the server answers. */
export const session = reactive({
  me: undefined as Me | undefined,
  /** the staff number that may only activate its account */
  activating: undefined as string | undefined,
  /** signed out by the server while pages are open */
  lost: false,
  campaigns: [] as Campaign[],
  demo: undefined as DemoVisit | undefined,
})

const catalogues = new Map<string, Promise<Catalogue>>()
const again: (() => void)[] = []

onSignedOut(() => {
  if (session.me) session.lost = true
})

/** Who is signed in, if anybody. */
export async function whoAmI(): Promise<Me | undefined> {
  try {
    session.me = await get<Me>('/me', undefined)
  } catch {
    session.me = undefined
    return undefined
  }
  await campaignsOrLater()
  void nameMe()
  return session.me
}

/** Whoever is signed in stays so while the views are made anew; the years come when they can be told. */
async function campaignsOrLater(): Promise<void> {
  try {
    await loadCampaigns()
  } catch {
    if (session.me) setTimeout(() => void campaignsOrLater(), SOON)
  }
}

/** The years there are, asked anew when one was added. */
export async function loadCampaigns(): Promise<void> {
  session.campaigns = (await get<{ items: Campaign[] }>('/campaigns')).items
}

/** The name stands in the list of staff, for those who may read it. */
async function nameMe(): Promise<void> {
  const me = session.me
  if (me && !me.name && !(me.duties.length === 0 && me.roles.every((role) => role === 'TECHNICIAN' || role === 'ADMINISTRATOR') && me.roles.length > 0)) {
    const staff = await get<{ items: Person[] }>('/organisation/staff').catch(() => ({ items: [] as Person[] }))
    me.name = staff.items.find((person) => person.staffNo === me.staffNumber)?.name
  }
}

export async function demo(): Promise<DemoVisit | undefined> {
  if (!session.demo) {
    try {
      const visit = await get<DemoVisit>('/demo')
      session.demo = visit.people.length > 0 ? visit : undefined
    } catch {
      session.demo = undefined
    }
  }
  return session.demo
}

/** Signs in; answers whether the account must be activated first. */
export async function signIn(staffNumber: string, password: string): Promise<'ACTIVE' | 'ACTIVATING'> {
  const signed = await post<{ state: 'ACTIVE' | 'ACTIVATING' }>('/session', { staffNumber, password })
  forgetPosition()
  if (signed.state === 'ACTIVATING') {
    session.activating = staffNumber
    return 'ACTIVATING'
  }
  await whoAmI()
  session.lost = false
  again.splice(0).forEach((run) => run())
  return 'ACTIVE'
}

/** Runs when the person who was signed out is back. */
export function whenBack(run: () => void): void {
  again.push(run)
}

export async function signOut(): Promise<void> {
  await remove('/session').catch(() => undefined)
  session.me = undefined
  session.lost = false
  session.activating = undefined
  forgetPosition()
}

export function catalogue(edition: string): Promise<Catalogue> {
  let asked = catalogues.get(edition)
  if (!asked) {
    asked = get<Catalogue>(`/catalogues/${edition}`)
    catalogues.set(edition, asked)
    asked.catch(() => catalogues.delete(edition))
  }
  return asked
}

export function campaign(year: number): Campaign | undefined {
  return session.campaigns.find((each) => each.year === year)
}

/** The newest campaign, unless the address names another. */
export const newest = computed(() => session.campaigns.map((each) => each.year).sort((a, b) => b - a)[0])

export function is(...roles: string[]): boolean {
  return session.me?.roles.some((role) => roles.includes(role)) ?? false
}

export function has(...duties: string[]): boolean {
  return session.me?.duties.some((duty) => duties.includes(duty.as)) ?? false
}

/** Sentences that appear in the corner. */
export const notices = ref<{ id: number; tone: 'ok' | 'warn' | 'bad' | 'brand'; text: string }[]>([])
let counted = 0

export function tell(tone: 'ok' | 'warn' | 'bad' | 'brand', text: string): void {
  const id = ++counted
  notices.value.push({ id, tone, text })
  if (tone === 'ok' || tone === 'brand') {
    setTimeout(() => dismiss(id), 6_000)
  }
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((each) => each.id !== id)
}
