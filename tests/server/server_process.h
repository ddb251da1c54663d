#pragma once
// The real server as a process of its own, with everything it writes kept in files that an attacker may read.

#include <fcntl.h>
#include <httplib.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "shared/base/json.h"
#include "tests/server/program.h"
#include "tests/server/store/number_in.h"

namespace otklik::test {

class ServerProcess {
  public:
    /// Opens wave 2026 of the order's survey with threshold `threshold`, for trying where `isTrial`, and
    /// serves it. More responses come from one address here than the server takes by default.
    explicit ServerProcess(int threshold, std::vector<std::string> flags = {"--responses-per-hour", "100000"},
                           bool isTrial = false)
        : flags_(std::move(flags)) {
        signal(SIGPIPE, SIG_IGN);  // who writes to a server that was killed gets an error, not the signal
        command("wave open 2026 --threshold " + std::to_string(threshold) + " --survey " + kOrder +
                (isTrial ? " --trial" : " --key-file " + keyFile()));
        start();
    }
    ~ServerProcess() { stop(); }

    void start() {
        const int log = ::open(log_.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        REQUIRE(log >= 0);
        const std::size_t before = fileText(log_).size();
        std::vector<std::string> words = {
            OTKLIK_BINARY, "serve", "--data",    data(),
            "--port",      "0",     "--locales", std::string(OTKLIK_SOURCE_DIR) + "/assets/locales"};
        words.insert(words.end(), flags_.begin(), flags_.end());
        std::vector<char*> line;
        for (std::string& word : words) line.push_back(word.data());
        line.push_back(nullptr);
        process_ = fork();
        if (process_ == 0) {
            const rlimit any{RLIM_INFINITY, RLIM_INFINITY};  // what the server must not rely on
            setrlimit(RLIMIT_CORE, &any);
            dup2(log, STDOUT_FILENO), dup2(log, STDERR_FILENO);
            execv(OTKLIK_BINARY, line.data());
            _exit(127);
        }
        close(log);
        for (int i = 0; i < 400; ++i) {
            const std::string said = fileText(log_).substr(before);
            const std::size_t colon = said.find("127.0.0.1:");
            if (colon != std::string::npos && said.find('\n', colon) != std::string::npos) {
                port_ = std::stoi(said.substr(colon + 10));
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(25));
        }
        FAIL("the server did not start: ", fileText(log_));
    }
    /// Asks the process to end, or ends it; returns what waitpid() said of it.
    int stop(int signal = SIGTERM) {
        int status = 0;
        if (process_ <= 0) return status;
        kill(process_, signal);
        waitpid(process_, &status, 0);
        process_ = 0;
        return status;
    }

    const std::string& folder() const { return folder_.path(); }
    std::string data() const { return folder_.path() + "/data"; }
    std::string keys() const { return data() + "-keys"; }
    /// The wave's ballot key, where the server's files are not; a trial has it in its data folder.
    std::string keyFile() const { return safe_.path() + "/ballot-key.txt"; }
    std::string database() const { return data() + "/otklik.db"; }
    const std::string& log() const { return log_; }
    int port() const { return port_; }
    pid_t process() const { return process_; }
    httplib::Client client() const {
        httplib::Client client("127.0.0.1", port_);
        client.set_keep_alive(true);
        client.set_tcp_nodelay(true);
        return client;
    }
    /// `otklik WORDS` in the server's data folder; it must go well.
    void command(const std::string& words) const {
        std::filesystem::create_directories(data());
        const Ran ran = runOtklik(words + " --data " + data());
        REQUIRE_MESSAGE(ran.code == 0, ran.said);
    }
    std::int64_t number(const std::string& sql) const {
        SystemDisk disk;
        return numberIn(database(), disk, sql);
    }
    /// Waits until no more than `left` responses wait in the pool.
    void waitForMix(int left) const {
        for (int i = 0; i < 200 && number("SELECT count(*) FROM pool") > left; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        REQUIRE(number("SELECT count(*) FROM pool") <= left);
    }

  private:
    TemporaryFolder folder_, safe_;
    std::string log_ = folder_.path() + "/output.log";
    std::vector<std::string> flags_;
    pid_t process_ = 0;
    int port_ = 0;
};

}  // namespace otklik::test
