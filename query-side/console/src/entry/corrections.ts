import type { Who } from '../api/types'

/** One disputed cell, as it stands and as the teacher says it is. */
export interface Disputed { field: string; zh: string; from: unknown; to: unknown }

/** What a teacher proposed, and what became of it. */
export interface Proposal {
  correction: string
  entry: number
  department: string
  by: Who | null
  at: string
  reason: string
  evidence: string | null
  state: 'OPEN' | 'ACCEPTED' | 'REJECTED' | 'WITHDRAWN' | 'GONE'
  changes: Disputed[]
  decidedBy: Who | null
  decidedAt: string | null
  decidedReason: string | null
}

/** How an entry that a teacher answers for stands. */
export interface Standing {
  entry: number
  revision: number
  owner: string | null
  confirmed: boolean
  fallen: string[]
  imported: Record<string, { by: Who | null; at: string; file: string | null; row: number | null }>
  corrections: Proposal[]
}
