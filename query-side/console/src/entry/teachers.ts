import type { Who } from '../api/types'

/** One teacher of a share; a guest teaches here too and reports where he or she belongs. */
export interface TeacherStanding {
  teacher: Who
  department: string
  departmentName: string | null
  guest: boolean
  state: 'MISSING' | 'FILLED' | 'FALLEN' | 'CONFIRMED' | 'EXCUSED'
  entries: number
  reason: string | null
  excusedBy: Who | null
}

/** All teachers of a share: how many owe entries in it, and how many of those it waits for no longer. */
export interface TeachersBoard {
  owed: number
  ready: number
  teachers: TeacherStanding[]
}
