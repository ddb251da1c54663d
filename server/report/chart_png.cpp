#include "server/report/chart_png.h"

#include <cairo.h>
#include <librsvg/rsvg.h>

#include <memory>

namespace otklik {
namespace {

template <auto free>
struct Freeing {
    template <class Thing>
    void operator()(Thing* thing) const {
        free(thing);
    }
};
using Handle = std::unique_ptr<RsvgHandle, Freeing<g_object_unref>>;
using Surface = std::unique_ptr<cairo_surface_t, Freeing<cairo_surface_destroy>>;
using Drawing = std::unique_ptr<cairo_t, Freeing<cairo_destroy>>;

cairo_status_t append(void* png, const unsigned char* bytes, unsigned size) {
    static_cast<std::string*>(png)->append(reinterpret_cast<const char*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

Problem notDrawn(const std::string& why) {
    return Problem::of("picture", "The picture could not be drawn: " + why + ".");
}

}  // namespace

Result<std::string> chartPng(const std::string& svg) {
    GError* error = nullptr;
    const Handle handle(
        rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error));
    if (!handle) {
        const std::string why = error->message;
        g_error_free(error);
        return notDrawn(why);
    }
    double width = 0, height = 0;
    rsvg_handle_get_intrinsic_size_in_pixels(handle.get(), &width, &height);
    width *= kPngScale, height *= kPngScale;
    const Surface surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width), static_cast<int>(height)));
    const Drawing drawing(cairo_create(surface.get()));
    const RsvgRectangle whole{0, 0, width, height};
    if (!rsvg_handle_render_document(handle.get(), drawing.get(), &whole, &error)) {
        const std::string why = error->message;
        g_error_free(error);
        return notDrawn(why);
    }
    std::string png;
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface.get(), append, &png);
    if (status != CAIRO_STATUS_SUCCESS) return notDrawn(cairo_status_to_string(status));
    return png;
}

}  // namespace otklik
