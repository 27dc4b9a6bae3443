import type { ShareDesk } from './share'

/** Where this tab keeps the id of the file that was uploaded for a share and is not done with. */
export function uploadOf(desk: Pick<ShareDesk, 'year' | 'code' | 'department'>): string {
  return `upload/${desk.year}/${desk.code}/${desk.department}`
}
