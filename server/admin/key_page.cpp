#include "server/admin/key_page.h"

#include <qrencode.h>

#include <memory>
#include <new>
#include <string_view>

#include "server/base/wipe.h"
#include "shared/text/html.h"

namespace otklik {
namespace {

constexpr std::size_t kRoom = 32 * 1024;  // more than a page takes, so that it does not grow
constexpr int kQuietZone = 4;             // modules around a QR code that stay white (ISO/IEC 18004)

// What is the same on every sheet stands as it is.
constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="ru">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ключ подсчёта</title>
<style>
@page { size: A4; margin: 18mm; }
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { max-width: 174mm; margin: 12mm auto; padding: 0 4mm; background: #fff; color: #000; }
body { font: 11.5pt/1.45 "PT Sans", "Segoe UI", Arial, "DejaVu Sans", sans-serif; }
h1 { margin: 0; font-size: 26pt; line-height: 1.2; }
p { margin: 0; }
[lang=en] { display: block; margin-top: .5mm; color: #555; font-size: 9.5pt; font-weight: 400; }
.wave { margin: 2mm 0 6mm; font-size: 15pt; }
.first { margin-bottom: 6mm; padding: 3mm 4mm; border: .7mm solid #000; }
.key { display: grid; grid-template-columns: repeat(4, 1fr); gap: 5mm 0; margin: 0 0 7mm; padding: 5mm 0;
       border-block: .3mm solid #999; list-style: none; counter-reset: group; text-align: center; }
.key li { font: 700 23pt/1.2 "PT Mono", Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; }
.key li::before { display: block; color: #555; font: 9.5pt sans-serif; counter-increment: group;
                  content: counter(group); }
.more { display: flex; gap: 8mm; align-items: flex-start; }
svg { flex: none; width: 46mm; margin: -4mm; }
dl { margin: 0; }
dt { font-weight: 700; }
dd { margin: 0 0 3.5mm; }
@media (max-width: 150mm) { .key { grid-template-columns: repeat(2, 1fr); } .more { display: block; } }
@media print { body { margin: 0; padding: 0; } }
</style>
<h1>Ключ подсчёта <span lang="en">Ballot key</span></h1>
)";

constexpr const char* kFirst =
    R"(<p class="first"><b>Распечатайте и удалите.</b> Напечатайте эту страницу дважды, сверьте оба листа
и удалите этот файл.
<span lang="en"><b>Print and delete.</b> Print this page twice, look both sheets over, and delete
this file.</span></p>
)";

constexpr const char* kRules = R"(<dl>
<dt>Где хранить</dt>
<dd>Два листа — в сейфе, лучше в двух разных. Не фотографируйте, не пересылайте и не храните в компьютере.
QR-код — те же цифры для сканера; телефоном его не читайте.
<span lang="en">Where: two sheets in the safe, better in two safes. No photographs, no messages, no files. The QR code
holds the same digits for a scanner; do not read it with a phone.</span></dd>
<dt>Когда нужен</dt>
<dd>При открытии опроса, чтобы проверить запись, при его остановке и при закрытии.
<span lang="en">When: as the wave is opened, to see that it was copied well, as it is stopped, and as
it is closed.</span></dd>
<dt>Без него</dt>
<dd>Ничего нельзя подсчитать, и восстановить ключ не может никто.
<span lang="en">Without it nothing can be counted, and nobody can make it again.</span></dd>
<dt>После закрытия опроса</dt>
<dd>Уничтожьте оба листа.
<span lang="en">Once the wave is closed, destroy both sheets.</span></dd>
</dl>
)";

/// A QR code as a drawing: what is dark in a row is one step of its path.
void qrCode(HtmlWriter& html, const std::string& text) {
    struct Free {
        void operator()(QRcode* code) const {
            sodium_memzero(code->data, static_cast<std::size_t>(code->width) * code->width);
            QRcode_free(code);
        }
    };
    // Level Q can be read with a quarter of it lost to folds and stains; of 48 digits it is no larger than L.
    const std::unique_ptr<QRcode, Free> code(
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_Q, QR_MODE_8, 1));
    if (!code) throw std::bad_alloc();
    const int width = code->width, whole = width + 2 * kQuietZone;
    const auto isDark = [&](int x, int y) { return x < width && (code->data[y * width + x] & 1); };
    std::string path;
    const Wiped wipedPath(path);
    path.reserve(kRoom);
    for (int y = 0; y < width; ++y)
        for (int x = 0, end; x < width; x = end + 1) {
            for (end = x; isDark(end, y);) ++end;
            if (end == x) continue;
            const std::string run = std::to_string(end - x);
            path += "M" + std::to_string(x + kQuietZone) + " " + std::to_string(y + kQuietZone) + "h" + run +
                    "v1h-" + run + "z";
        }
    const std::string side = std::to_string(whole);
    html.open("svg", {{"viewBox", "0 0 " + side + " " + side},
                      {"role", "img"},
                      {"aria-label", "QR-код ключа"},
                      {"shape-rendering", "crispEdges"}})
        .element("path", {}, {{"d", path}})
        .close()
        .text("\n");
}

}  // namespace

std::string keyPage(const std::string& wave, const BallotKey& key) {
    std::string groups = key.text(), digits;
    const Wiped wipedGroups(groups), wipedDigits(digits);
    digits.reserve(groups.size());
    HtmlWriter html(kRoom);
    html.markup(kHead)
        .open("p", {{"class", "wave"}})
        .text("Опрос " + wave + " ")
        .element("span", "Wave " + wave, {{"lang", "en"}})
        .close()
        .text("\n")
        .markup(kFirst)
        .open("ol", {{"class", "key"}});
    for (std::size_t i = 0; i < BallotKey::kGroups; ++i) {
        const std::string_view group =
            std::string_view(groups).substr(i * (BallotKey::kGroupDigits + 1), BallotKey::kGroupDigits);
        html.text("\n").empty("li").text(group);  // HTML lets the end of <li> be left out
        digits += group;
    }
    html.text("\n").close().text("\n").open("div", {{"class", "more"}}).text("\n");
    qrCode(html, digits);
    return html.markup(kRules).close().text("\n").take();
}

}  // namespace otklik
