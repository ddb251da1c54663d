# The Debian package: what lies where, and what cpack has to know. scripts/package builds everything first, and puts what is made for the package
# alone (compressed manuals, the list of components) into build/package/made.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # scripts/package has built what goes in
set(packaging ${CMAKE_SOURCE_DIR}/packaging)
set(made ${CMAKE_SOURCE_DIR}/build/package/made)
set(units /lib/systemd/system)
set(nginx /etc/nginx)
set(documents share/doc/otklik)
file(GLOB unit_files CONFIGURE_DEPENDS ${packaging}/systemd/*)

install(TARGETS otklik RUNTIME DESTINATION bin)
install(DIRECTORY build/web DESTINATION share/otklik)
install(DIRECTORY assets/locales assets/surveys DESTINATION share/otklik)
install(DIRECTORY ${packaging}/nginx/errors DESTINATION share/otklik)
install(FILES ${packaging}/nginx/otklik.nft DESTINATION share/otklik)
install(PROGRAMS ${packaging}/nginx/otklik-nginx DESTINATION sbin)
install(FILES ${unit_files} DESTINATION ${units})
install(FILES ${packaging}/nginx/otklik ${packaging}/nginx/otklik-default DESTINATION ${nginx}/sites-available)
install(FILES ${packaging}/nginx/otklik-site.conf ${packaging}/nginx/otklik-tls.conf DESTINATION ${nginx}/snippets)
install(FILES ${packaging}/otklik.json DESTINATION /etc/otklik)
install(FILES ${packaging}/otklik.bash DESTINATION share/bash-completion/completions RENAME otklik)
install(DIRECTORY ${made}/man DESTINATION share)
install(FILES ${made}/changelog.gz ${made}/otklik.cdx.json ${packaging}/debian/copyright README.ru.md DESTINATION ${documents})
install(FILES assets/otklik.json DESTINATION ${documents}/examples)

set(CPACK_GENERATOR DEB)
set(CPACK_SET_DESTDIR ON)  # some of it lies outside /usr
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_NAME otklik)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Otklik authors <maintainers@otklik.invalid>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "anonymous survey for a public office
Residents answer a form on a cheap phone over a bad link, the office publishes
one page of protected figures, and nobody, the office included, can tell
afterwards who answered what: once counted, a response exists nowhere whole.
.
The package holds the server, its client, the units that start it and make
copies every night, and a site for nginx.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "hunspell-ru, tzdata, fonts-dejavu-core, adduser")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "nginx, nftables")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA conffiles postinst prerm postrm)
list(TRANSFORM CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA PREPEND ${packaging}/debian/)
include(CPack)
