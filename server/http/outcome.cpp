#include "server/http/outcome.h"

namespace otklik {

Outcome outcomeOf(Accepted accepted) {
    switch (accepted) {
        case Accepted::stored:
            return {201, "", 0, ""};
        case Accepted::repeated:
            return {200, "", 0, ""};
        case Accepted::closed:
            return {409, "The wave is closed.", 0, "wave-closed"};
        case Accepted::full:
            return {503, "Too many responses wait at once. Try again in a few seconds.", 5, "unavailable"};
        case Accepted::unknown:
            return {503, "This server does not have this wave now. Try again later; nothing was stored.", 30,
                    "unavailable"};
        case Accepted::unavailable:
            break;
    }
    return {503, "The store cannot write now. Try again later; nothing was stored.", 5, "unavailable"};
}

}  // namespace otklik
