/** ISO 3166-1 alpha-2, as far as they have public holidays that the server knows. */
const CODES =
  'AD AE AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BI BJ BL BM BN BO BQ BR BS BW BY BZ CA CC CD CF CG CH CI CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO EC EE EG ER ES ET FI FJ FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU IC ID IE IL IM IN IR IS IT JE JM JP KE KI KM KN KR KY LC LI LK LR LS LT LU LV MA MC MD ME MF MG MH MK ML MQ MR MS MT MU MW MX MY MZ NA NC NE NF NG NI NL NO NU NZ PA PE PF PG PH PL PM PR PT PY RE RO RS RU RW SC SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TO TR TT TZ UA UG US UY VA VC VE VG VI VN VU WF WS XK YT ZA ZM ZW'.split(
    ' ',
  )

const names = new Intl.DisplayNames('en', { type: 'region' })

/** For a choice, by name. */
export const COUNTRIES: readonly { value: string; label: string }[] = CODES.map((value) => ({
  value,
  label: names.of(value) ?? value,
})).toSorted((a, b) => a.label.localeCompare(b.label))
