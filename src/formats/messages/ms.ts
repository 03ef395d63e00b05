import type { PayerMessages } from '../payer-messages.js';

/** Malay, for `payerMessage` and `toFormErrors`. No native speaker has read it yet. */
export const ms = {
  refused: 'Pembayaran telah ditolak. Sila gunakan kaedah pembayaran lain.',
  insufficient_funds:
    'Wang tidak mencukupi untuk pembayaran ini. Sila tambah wang dan cuba lagi, atau gunakan kaedah pembayaran lain.',
  card_expired: 'Kad telah tamat tempoh. Sila semak tarikh luput, atau gunakan kad lain.',
  check_number:
    'Nombor kad atau akaun tidak diterima. Sila semak nombor itu, atau gunakan kaedah pembayaran lain.',
  check_security_code: 'Kod keselamatan tidak diterima. Sila semak nombor pada kad anda.',
  check_expiry: 'Tarikh luput tidak diterima. Sila semak tarikh pada kad anda.',
  check_address: 'Alamat pengebilan tidak diterima. Sila semak alamat itu.',
  check_pin: 'PIN tidak diterima. Sila semak dan masukkan PIN sekali lagi.',
  check_details:
    'Butiran pembayaran tidak diterima. Sila semak butiran itu, atau gunakan kaedah pembayaran lain.',
  check_fields: 'Sebahagian butiran tidak diterima. Sila semak butiran yang anda masukkan.',
  above_limit: 'Jumlah ini melebihi had kad atau akaun anda. Sila gunakan kaedah pembayaran lain.',
  method_not_accepted: 'Kad atau kaedah pembayaran ini tidak diterima di sini. Sila gunakan yang lain.',
  currency_not_accepted:
    'Kad atau kaedah pembayaran ini tidak boleh digunakan untuk mata wang ini. Sila gunakan yang lain.',
  confirm_with_bank:
    'Bank anda mahu anda mengesahkan pembayaran ini. Sila cuba lagi dan sahkan pembayaran itu.',
  confirmation_failed:
    'Pembayaran tidak dapat disahkan dengan bank anda. Sila cuba lagi, atau gunakan kaedah pembayaran lain.',
  ask_bank:
    'Bank anda tidak meluluskan pembayaran ini. Sila hubungi bank anda, atau gunakan kaedah pembayaran lain.',
  bank_unreachable:
    'Bank anda tidak dapat dihubungi. Sila cuba lagi kemudian, atau gunakan kaedah pembayaran lain.',
  canceled:
    'Pembayaran telah dibatalkan dan tiada wang diambil. Sila cuba lagi, atau gunakan kaedah pembayaran lain.',
  timed_out: 'Masa untuk membayar telah tamat dan tiada wang diambil. Sila mula semula.',
  already_paid: 'Pembayaran ini telah dibuat sebelum ini. Sila jangan bayar lagi.',
  try_later: 'Pembayaran tidak berjaya dan tiada wang diambil. Sila cuba lagi kemudian.',
  our_fault: 'Masalah di pihak kami menghalang pembayaran dan tiada wang diambil. Sila hubungi kami.',
  in_doubt: 'Kami belum tahu sama ada pembayaran anda berjaya. Sila jangan bayar lagi.',
  outgoing_not_made:
    'Bayaran balik atau bayaran keluar tidak dibuat. Sila siasat sebabnya sebelum mencuba lagi.',
  outgoing_in_doubt:
    'Bayaran balik atau bayaran keluar mungkin telah dibuat. Sila semak sebelum membuatnya lagi.',
  field_required: 'Medan ini wajib diisi.',
  field_invalid: 'Nilai ini tidak sah.',
  field_not_allowed: 'Nilai ini tidak dibenarkan.',
  field_not_one_of: 'Nilai ini tidak dibenarkan. Sila pilih satu daripada ini: {allowed}.',
  field_unrecognized: 'Nilai ini tidak diterima.',
  field_not_in_form: 'Sesuatu yang tiada dalam borang ini tidak diterima. Sila hubungi kami.',
} satisfies PayerMessages;
